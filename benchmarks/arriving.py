"""How long a class waits that opens the app at one moment: each visitor with a text of his own, on one of five pages.

    python -m benchmarks.arriving [VISITORS]

The visitors speak to a server of their own over sockets, from this process; what they cost is part of the measure.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from streamlit.proto.Alert_pb2 import Alert

from tests.support.serving import running_server
from tests.support.socket_visitor import SocketVisitor

PAGES = ("tokens", "next_token", "generation", "sampling", "attention")
WORDS = 60
_VOCABULARY = """
    the a one old small green quiet river teacher garden letter storm machine song child train fox house winter
    morning answer road window market captain island stone paper doctor field walks sees finds opens carries follows
    remembers writes paints crosses builds hears near behind under after before with without and but while because
"""
_PATIENCE = 240.0


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


def main(visitors: int) -> None:
    """Print the table: one visitor on each page first, then all at once."""
    with tempfile.TemporaryDirectory() as folder, running_server("app.py", Path(folder, "log")) as server:
        print("| page, one visitor | seconds |\n|---|---|")
        for number, page in enumerate(PAGES):
            for count in range(2):
                with SocketVisitor(server.url, patience=_PATIENCE) as visitor:
                    start = time.perf_counter()
                    visitor.wait_for(page, lang="en", text=text_of(-1 - number - 10 * count), reveal="1")
                    seconds = time.perf_counter() - start
            print(f"| {page} | {seconds:.2f} |", flush=True)
        before = processor_seconds(server.process)
        seconds_of, trouble = arrive(server.url, visitors, 0)
        used = processor_seconds(server.process) - before
        p95 = statistics.quantiles(seconds_of, n=20, method="inclusive")[-1]
        print("\n| visitors | p50 | p95 | worst | processor seconds of the server |\n|---|---|---|---|---|")
        print(
            f"| {visitors} | {statistics.median(seconds_of):.1f} s | {p95:.1f} s | {max(seconds_of):.1f} s | {used} |"
        )
        for page_number, page in enumerate(PAGES):
            print(page, " ".join(f"{seconds:.1f}" for seconds in sorted(seconds_of[page_number :: len(PAGES)])))
        for sentence, count in trouble.items():
            print(f"{count} × {sentence}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
