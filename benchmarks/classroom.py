"""What a class meets that uses one server: mixed visitors with texts of their own who read on, start a training run,
upload or hang up; a class that opens its pages at one moment; and the server's memory for each visitor who is there,
when they have left, and after hundreds who came and went.

    python -m benchmarks.classroom [--quick]

Visitors speak to the server over sockets, from this machine; what they cost is part of the measure. For its memory, all
visitors of a page have the same text, whose results are kept already, so that what grows belongs to the visitors.
`python -m benchmarks.soak` watches the same for many minutes.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from benchmarks.arriving import PAGES, waits
from benchmarks.report import Effort, Row, program, quantile
from benchmarks.soak import Tally, memory, visit_until
from tests.support.serving import Server, running_server
from tests.support.socket_visitor import SocketVisitor

TITLE = "A class on one server"
PATIENCE = 240.0
AT_ONCE = 8
"""So many of those who come and go are there at once."""
ROUNDS_BEFORE = 3
"""How often each page is opened before memory is looked at."""


def measure(effort: Effort) -> Iterator[Row]:
    """Memory on a fresh server, then mixed visitors, then classes that arrive."""
    with tempfile.TemporaryDirectory() as folder, running_server("app.py", Path(folder, "log")) as server:
        yield from _memory(server, effort.pick(quick=8, full=40), effort.pick(quick=5, full=60))
        yield from _come_and_go(server, effort.pick(quick=16, full=500), effort.pick(quick=5, full=60))
        yield from _mixed(server, visitors=effort.pick(quick=4, full=12), lasting=effort.pick(quick=10, full=30))
        yield from waits(server, effort.pick(quick=10, full=50), 0)
        if not effort.quick:
            yield from waits(server, 100, 1000)


def _memory(server: Server, visitors: int, rest: int) -> Iterator[Row]:
    for number in range(ROUNDS_BEFORE * len(PAGES)):
        with SocketVisitor(server.url, PATIENCE) as visitor:
            _open(visitor, number)
    time.sleep(rest / 4)
    before = memory(server.process)
    with ExitStack() as here:
        for number in range(visitors):
            _open(here.enter_context(SocketVisitor(server.url, PATIENCE)), number)
        there = memory(server.process)
    time.sleep(rest)
    yield Row("server without visitors", "MB", (before,))
    yield Row(f"{visitors} visitors there: more for each", "MB", ((there - before) / visitors,), aim="at most 5 MB")
    left = memory(server.process) - before
    yield Row(f"{rest} s after they left: more than before them", "MB", (left,), aim="nothing")


def _come_and_go(server: Server, visitors: int, rest: int) -> Iterator[Row]:
    """A few at a time. The first half fills what is kept and shared; what grows after them would grow for ever."""

    def visit(number: int) -> None:
        with SocketVisitor(server.url, PATIENCE) as visitor:
            _open(visitor, number)

    before = memory(server.process)
    half = visitors // 2
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(visit, range(half)))
        time.sleep(rest)  # until their memory was given back
        between = memory(server.process)
        list(pool.map(visit, range(half, visitors)))
    time.sleep(rest)
    after = memory(server.process)
    came = f"{rest} s after {visitors} came and went: more than"
    yield Row(f"{came} before them", "MB", (after - before,))
    yield Row(f"{came} after the first {half}", "MB", (after - between,), aim="nothing")


def _mixed(server: Server, *, visitors: int, lasting: float) -> Iterator[Row]:
    tally, end = Tally(), time.monotonic() + lasting
    threads = [
        threading.Thread(target=visit_until, args=(end, server.url, seed, tally), daemon=True)
        for seed in range(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    yield from _pages(f"{visitors} mixed visitors: a page", tally.seconds)
    met = "".join(f"; {what}" for what in tally.trouble)
    yield Row(f"{visitors} mixed visitors: pages with an error{met}", "pages", (tally.trouble.total(),), aim="none")


def _pages(what: str, found: list[float]) -> Iterator[Row]:
    if found:
        yield Row(what, "s", tuple(found))
        yield Row(f"{what}, 95 % within", "s", (quantile(found, 0.95),))


def _open(visitor: SocketVisitor, number: int) -> None:
    visitor.open(PAGES[number % len(PAGES)], lang="en", reveal="1")


if __name__ == "__main__":
    program("classroom", TITLE, __doc__, measure)
