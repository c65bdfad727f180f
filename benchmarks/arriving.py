"""How long a class waits that opens the app at one moment: each visitor with a text of his own, on one of five pages.
Seconds until a page is complete, from first to last; first those of visitors who come alone.

    python -m benchmarks.arriving [VISITORS …] [--rounds 1] [--json FILE]

The visitors speak to a server of their own over sockets, from this process; what they cost is part of the measure.
Without numbers, 50 come, and then 100.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from streamlit.proto.Alert_pb2 import Alert

from benchmarks.report import Effort, Row, parser_of, program_with_options, quantile, seconds
from tests.support.serving import Server, running_server
from tests.support.socket_visitor import SocketVisitor

TITLE = "Arriving together"
PAGES = ("tokens", "next_token", "generation", "sampling", "attention")
WORDS = 60
_VOCABULARY = """
    the a one old small green quiet river teacher garden letter storm machine song child train fox house winter
    morning answer road window market captain island stone paper doctor field walks sees finds opens carries follows
    remembers writes paints crosses builds hears near behind under after before with without and but while because
"""
_PATIENCE = 240.0
_AIMS = {50: (6, 8), 100: (12, None)}
"""Seconds within which 95 % of so many visitors, and the last of them, are to have their page."""


def text_of(number: int) -> str:
    """A text of `WORDS` words that nobody else has."""
    return " ".join(random.Random(number).choices(_VOCABULARY.split(), k=WORDS))


def arrive(url: str, visitors: int, first: int) -> tuple[list[float], Counter[str]]:
    """Seconds until each visitor's page was complete, and what errors the pages showed. Texts are numbered from
    `first`.
    """
    begin = threading.Barrier(visitors)
    trouble: Counter[str] = Counter()

    def visit(number: int) -> float:
        with SocketVisitor(url, patience=_PATIENCE) as visitor:
            begin.wait()
            start = time.perf_counter()
            page = PAGES[number % len(PAGES)]
            shown = visitor.wait_for(page, lang="en", text=text_of(first + number), reveal="1")
            seconds = time.perf_counter() - start
        alerts = (delta.new_element.alert for delta in shown if delta.new_element.HasField("alert"))
        trouble.update(alert.body for alert in alerts if alert.format == Alert.ERROR)
        return seconds

    with ThreadPoolExecutor(visitors) as pool:
        return list(pool.map(visit, range(visitors))), trouble


def processor_seconds(process: int) -> int:
    """What a process has used of all cores so far; other load of the machine does not change it much."""
    found = subprocess.run(["ps", "-o", "cputimes=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(found.stdout)


def waits(server: Server, visitors: int, first: int) -> Iterator[Row]:
    """What so many visitors meet who arrive together, whose texts, numbered from `first`, nobody has read."""
    before = processor_seconds(server.process)
    found, trouble = arrive(server.url, visitors, first)
    used = processor_seconds(server.process) - before
    usual, last = _AIMS.get(visitors, (None, None))
    yield Row(f"{visitors} arriving together: a page", "s", tuple(found))
    aim = f"at most {usual} s" if usual else ""
    yield Row(f"{visitors} arriving together: 95 % within", "s", (quantile(found, 0.95),), aim=aim)
    yield Row(f"{visitors} arriving together: the last", "s", (max(found),), aim=f"at most {last} s" if last else "")
    yield Row(f"{visitors} arriving together: processor time of the server", "s", (used,))
    yield Row(f"{visitors} arriving together: refused", "visitors", (trouble.total(),), aim="none")
    for number, page in enumerate(PAGES):
        yield Row(f"{visitors} arriving together: of these, on {page}", "s", tuple(found[number :: len(PAGES)]))


def alone(server: Server) -> Iterator[Row]:
    """What a visitor meets who comes alone, page by page, once others have been there."""
    for number, page in enumerate(PAGES):
        found = []
        for count in range(2):
            with SocketVisitor(server.url, patience=_PATIENCE) as visitor:
                text = text_of(-1 - number - 10 * count)
                ask = partial(visitor.wait_for, page, lang="en", text=text, reveal="1")
                found.append(seconds(ask))
        yield Row(f"one visitor: {page}", "s", tuple(found[1:]))


def measure(crowds: Sequence[int], effort: Effort) -> Iterator[Row]:
    """Those who come alone, then each crowd, as often as there are rounds."""
    with tempfile.TemporaryDirectory() as folder, running_server("app.py", Path(folder, "log")) as server:
        yield from alone(server)
        first = 0
        for _ in range(effort.rounds(quick=1, full=1)):
            for visitors in crowds:
                yield from waits(server, visitors, first)
                first += visitors


def main() -> None:
    """Measure the numbers of visitors that the command names."""
    parser = parser_of(__doc__)
    parser.add_argument("visitors", type=int, nargs="*", default=list(_AIMS))
    program_with_options("arriving", TITLE, __doc__, lambda options: partial(measure, options.visitors), parser)


if __name__ == "__main__":
    main()
