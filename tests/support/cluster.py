"""A cluster on this machine, in processes of its own. Needs Ray (requirements-cluster.txt)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 240


def start_cluster(port: int, log: Path, environment: Mapping[str, str], *options: str) -> subprocess.Popen[bytes]:
    """`python -m llm_viz cluster`, ready to answer. AssertionError with its `log` if it does not start."""
    command = [sys.executable, "-m", "llm_viz", "cluster", *options, "--language", "en"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    deadline = time.monotonic() + START_SECONDS
    while "The engine is ready" not in log.read_text("utf-8"):
        assert process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < deadline, log.read_text("utf-8")
        time.sleep(0.2)
    return process
