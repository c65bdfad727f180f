"""The real app on a free port, started as users start it; shared by all processes of one run of the tests."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
START_SECONDS = 180
"""Until the server answers, and has loaded its models."""
CRASHES = ("A part of the page failed", "The page failed")
"""What the log says where an exception was shown to the visitor as an unexpected error."""


@contextmanager
def shared_server(folder: Path) -> Iterator[str]:
    """The address of the server that all who name this folder share: the first one starts it, the last one ends it."""
    lock, state = FileLock(folder / "server.lock"), folder / "server.json"
    with lock:
        server = json.loads(state.read_text("utf-8")) if state.exists() else _start(folder / "server.log")
        server["users"] += 1
        state.write_text(json.dumps(server), "utf-8")
    try:
        yield server["url"]
    finally:
        with lock:
            server = json.loads(state.read_text("utf-8"))
            server["users"] -= 1
            if server["users"]:
                state.write_text(json.dumps(server), "utf-8")
            else:
                state.unlink()
                _end(server["process"])
    log = (folder / "server.log").read_text("utf-8")
    assert not any(crash in log for crash in CRASHES), log[-5000:]


class Server(NamedTuple):
    """Address and process id of a running server."""

    url: str
    process: int


@contextmanager
def running_server(script: str, log: Path, *, until_loaded: bool = True, **settings: str) -> Iterator[Server]:
    """A server of one's own: this script, with these variables in its environment; ready once it has loaded its models,
    or as soon as it answers.
    """
    started = _start(log, script, settings, until_loaded=until_loaded)
    server = Server(str(started["url"]), int(started["process"]))
    try:
        yield server
    finally:
        _end(server.process)


def _start(
    log: Path, script: str = "app.py", settings: Mapping[str, str] | None = None, *, until_loaded: bool = True
) -> dict[str, str | int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    with log.open("w") as output:
        environment = {"LLM_VIZ_OWN_VISITS": "0", **os.environ, **(settings or {})}  # nobody computes but who asks
        process = subprocess.Popen(
            [*command, *options], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
    url = f"http://127.0.0.1:{port}"
    _wait_until_healthy(url, process, log)
    if until_loaded and script == "app.py" and "LLM_VIZ_ENGINE" not in environment:
        _wait_until_loaded(process, log)
    return {"url": url, "process": process.pid, "users": 0}


def _end(process: int) -> None:
    """The one who ends the server need not be its parent, so it cannot wait for it."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)


def _wait_until_loaded(process: subprocess.Popen[bytes], log: Path) -> None:
    """Pages are served before; what they show meanwhile is tested where it is the matter."""
    said = [strings(language)("serving-loaded") for language in LANGUAGES]
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if any(line in log.read_text("utf-8") for line in said):
            return
        time.sleep(0.1)
    raise AssertionError(f"the server did not load its models:\n{log.read_text('utf-8')[-3000:]}")


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except OSError:  # not listening yet, or listening and not answering
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text('utf-8')[-3000:]}")
