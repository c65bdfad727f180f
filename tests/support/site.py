"""The real app in a real browser: one server and one browser for all tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, WebSocket, expect, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "artifacts" / "screenshots"
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 180
"""The server loads its models before it answers."""
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=15_000)  # a busy machine with two cores may take that long to compute


@dataclass
class Visit:
    """A page of the app, with what must not happen: requests to other hosts and errors in the console."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the script has run, everything is drawn and nothing is loading."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
        self.page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')", timeout=60_000)
        self.page.wait_for_timeout(
            500
        )  # reruns that components ask for begin, and changes of colour end, within this time

    def screenshot(self, name: str) -> None:
        """Keep a picture of the whole page in `artifacts/screenshots/`."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        before = self.page.viewport_size
        assert before is not None
        height = self.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": before["width"], "height": max(before["height"], height)})
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
        self.page.set_viewport_size(before)

    def frames_sent(self) -> list[str | bytes]:
        """Opens the page once more; the list grows with every message that the browser sends from then on."""
        sent: list[str | bytes] = []

        def note(message: str | bytes) -> None:  # Playwright cannot mark a method of a list as its listener
            sent.append(message)

        def listen(socket: WebSocket) -> None:
            socket.on("framesent", note)

        self.page.on("websocket", listen)
        self.page.reload()
        self.settle()
        return sent

    def text(self) -> str:
        """All text on the page, that of components included."""
        return str(self.page.evaluate(_ALL_TEXT))


_ALL_TEXT = """() => {
  const texts = []
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent)
    if (node.value && node.matches?.("textarea, input")) texts.push(node.value)
    if (node.nodeName === "STYLE" || node.nodeName === "SCRIPT") return
    if (node.shadowRoot) walk(node.shadowRoot)
    node.childNodes.forEach(walk)
  }
  walk(document.body)
  return texts.join("\\n")
}"""


@dataclass(frozen=True)
class Site:
    """The running app."""

    url: str
    browser: Browser

    def open_page(
        self,
        path: str = "/",
        lang: str = "en",
        *,
        text: str | None = None,
        model: str | None = None,
        theme: Literal["light", "dark"] = "light",
        size: dict[str, int] | None = None,
        motion: Literal["reduce", "no-preference"] = "reduce",
        **query: str,
    ) -> Visit:
        """A page in a fresh session, settled. The browser itself asks for the other language, so that `lang` counts."""
        given = {"lang": lang, "text": text, "model": model, **query}
        context = self.browser.new_context(
            viewport=size or WIDE,
            color_scheme=theme,
            reduced_motion=motion,
            locale="ja-JP" if lang == "en" else "en-GB",
        )
        visit = Visit(context.new_page())
        visit.page.on("console", lambda message: _note_problem(visit, message))
        visit.page.on("pageerror", lambda error: visit.problems.append(str(error)))
        visit.page.on("request", lambda request: self._note_foreign(visit, request.url))
        visit.page.goto(
            f"{self.url}{path}?{urlencode({name: value for name, value in given.items() if value is not None})}"
        )
        visit.settle()
        return visit

    def _note_foreign(self, visit: Visit, address: str) -> None:
        if not address.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:")):
            visit.foreign.append(address)


def _note_problem(visit: Visit, message: ConsoleMessage) -> None:
    # On a page below the root, Streamlit first looks for its server beside the page, finds none, and says so.
    looking = "404" in message.text and "/_stcore/" in message.location.get("url", "")
    if message.type == "error" and not looking:
        visit.problems.append(message.text)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, started as users start it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OMP_NUM_THREADS": "2"},
        )
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except OSError:  # not listening yet, or listening and not answering
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's, or else the one that Playwright installed."""
    options: dict[str, Any] = {"executable_path": SYSTEM_CHROMIUM} if SYSTEM_CHROMIUM.exists() else {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(args=QUIET, **options)
        yield chromium
        chromium.close()


@pytest.fixture
def site(server: str, browser: Browser) -> Iterator[Site]:
    """`site.open_page(...)`; everything opened is closed after the test."""
    yield Site(server, browser)
    for context in browser.contexts:
        context.close()
