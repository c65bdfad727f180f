"""How long the app takes to start: to be imported, until the server answers with its models in memory, and until the
first visitor has the first page, without the browser's part. Compared with Streamlit serving a bare page.

    python -m benchmarks.startup [--rounds 3] [--quick]

The server is asked every fifth of a second whether it answers. Models are prepared, files are in the system's cache.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import Effort, Row, in_turn, program, seconds
from tests.support.serving import ROOT, running_server
from tests.support.socket_visitor import SocketVisitor

TITLE = "Start-up"
BARE = "a bare Streamlit page"
ALL_PAGES = "from llm_viz.chapters import chapters; import importlib; " + (
    "[importlib.import_module(f'llm_viz.chapters.{chapter.name}.page') for chapter in chapters()]"
)


class Start(NamedTuple):
    """Seconds until the server answered, and until its first and second visitors had their page."""

    ready: float
    first_page: float
    second_page: float


def start(script: str) -> Start:
    """Start a server, open a page twice, end it."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, running_server(script, Path(folder, "log")) as server:
        ready = time.perf_counter() - began
        return Start(ready, *(seconds(partial(_open, server.url)) for _ in range(2)))


def measure(effort: Effort) -> Iterator[Row]:
    """Imports, then starts of both servers in turn."""
    rounds = effort.rounds(quick=1, full=3)
    imported, bare = in_turn(rounds, partial(_import, ALL_PAGES), partial(_import, "import streamlit"))
    yield Row("all modules imported", "s", imported, "`import streamlit`", bare)
    own: list[Start] = []
    others: list[Start] = []

    def note(kept: list[Start], script: str) -> float:
        kept.append(start(script))
        return kept[-1].ready

    in_turn(rounds, partial(note, own, "app.py"), partial(note, others, "benchmarks/bare_page.py"))
    for field, what in (("ready", "server ready"), ("first_page", "first page"), ("second_page", "second page")):
        values, compared = (tuple(getattr(begun, field) for begun in kept) for kept in (own, others))
        yield Row(what, "s", values, BARE, compared)


def _import(statement: str) -> float:
    """Seconds of a new Python that runs one statement."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", statement], check=True, cwd=ROOT, capture_output=True))


def _open(url: str) -> None:
    with SocketVisitor(url) as visitor:
        visitor.open(lang="en", reveal="1")


if __name__ == "__main__":
    program("startup", TITLE, __doc__, measure)
