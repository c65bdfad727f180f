"""Whether the server holds out: mixed visitors for many minutes, its memory before, during and after.

    python -m benchmarks.soak [--minutes 30] [--visitors 12] [--rest 1.5] [--crowd 40]

Visitors open chapters with texts of their own, in both languages; some upload a file, start a training run and leave,
or hang up before their page is done. Every minute: resident memory in MB (what the system gives the process), the
seconds that the pages since then took, and what went wrong. After `--rest`
minutes without visitors, the sessions are gone: memory then is to be what it was when the caches were full, not more.
At the end a crowd opens every chapter with the sentences it begins with and stays: what each of them holds.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from websockets.exceptions import WebSocketException

from benchmarks.report import Effort, Row, parser_of, program_with_options, quantile
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters import chapters
from tests.support.serving import running_server
from tests.support.socket_visitor import SocketVisitor

TITLE = "Holding out"
_WORDS = {
    "en": "the cat sat on a mat while rain fell over the old town and nobody came home before the river rose",
    "ja": "今日 は 雨 が 降る ので 家 で 本 を 読む 。 猫 が 窓 の 外 を 見て いる",
}
_JOB = "job-start-learning"
_LONGEST = 40  # words
_PAUSE = 3.0  # seconds that a visitor looks at a page, at most


@dataclass
class Tally:
    """What the visitors met since the last line. Used under `lock`."""

    visitors: int = 0
    seconds: list[float] = field(default_factory=list)
    trouble: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def rows(self, when: str) -> Iterator[Row]:
        """The tally in rows; it begins anew."""
        with self.lock:
            seconds, trouble = self.seconds, self.trouble
            self.seconds, self.trouble = [], Counter()
        if seconds:
            yield Row(f"{when}: {len(seconds)} pages", "s", tuple(seconds))
            yield Row(f"{when}: 95 % of them within", "s", (quantile(seconds, 0.95),))
        for what, count in trouble.items():
            yield Row(f"{when}: {what}", "times", (count,), aim="never")


def memory(process: int) -> int:
    """Resident memory in MB."""
    found = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(found.stdout) // 1024


def visit(url: str, chance: random.Random, tally: Tally) -> None:
    """One visitor: a few pages, and perhaps something less usual at the end."""
    language = chance.choice(LANGUAGES)
    unexpected = strings(language)("error-unexpected")
    with SocketVisitor(url, patience=180) as visitor:
        for _ in range(chance.randint(1, 4)):
            chapter = chance.choice(chapters())
            words = chance.choices(_WORDS[language].split(), k=chance.randint(1, _LONGEST))
            began = time.monotonic()
            shown = visitor.open(
                chapter.name if chapter.number else "", lang=language, text=" ".join(words), reveal="1"
            )
            with tally.lock:
                tally.seconds.append(time.monotonic() - began)
                if unexpected in shown:
                    tally.trouble[f"unexpected error on {chapter.name}"] += 1
            time.sleep(chance.uniform(0, _PAUSE))
        match chance.randrange(6):
            case 0:
                visitor.put("own.txt", b"The rain in Spain stays mainly in the plain.\n" * 10_000)
            case 1:
                with SocketVisitor(url, patience=180) as learner:
                    learner.open("learning", lang=language, reveal="1", act="lesson")
                    learner.press(_JOB)
            case 2:
                visitor.ask("attention", lang=language, text=" ".join(words))  # and hangs up


def visit_until(end: float, url: str, seed: int, tally: Tally) -> None:
    """One visitor after the other, until `end`."""
    chance = random.Random(seed)
    while time.monotonic() < end:
        try:
            visit(url, chance, tally)
        except (OSError, WebSocketException, KeyError) as problem:
            with tally.lock:
                tally.trouble[type(problem).__name__] += 1
        with tally.lock:
            tally.visitors += 1


def crowd(url: str, process: int, visitors: int, rest: float) -> Iterator[Row]:
    """What each of so many visitors holds who have opened a page and look at it, and what stays of them."""
    for wave in ("first", "second"):
        before = memory(process)
        with ExitStack() as open_pages:
            for number in range(visitors):
                visitor = open_pages.enter_context(SocketVisitor(url, patience=180))
                chapter = chapters()[number % len(chapters())]
                visitor.wait_for(chapter.name if chapter.number else "", lang="en", reveal="1")
            there = memory(process)
        time.sleep(60 * rest)
        yield Row(f"{wave} crowd of {visitors}: each holds", "MB", ((there - before) / visitors,), aim="at most 5 MB")
        yield Row(f"{wave} crowd of {visitors}: more than before, once they left", "MB", (memory(process) - before,))


def measure(options: argparse.Namespace, effort: Effort) -> Iterator[Row]:
    """Memory and pages minute by minute, then the rest, then the crowd."""
    minutes, rest = (1.0, 0.2) if effort.quick else (options.minutes, options.rest)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with running_server("app.py", log) as (url, process):
            yield Row("before the visitors", "MB", (memory(process),))
            began = time.monotonic()
            end = began + 60 * minutes
            visitors = [
                threading.Thread(target=visit_until, args=(end, url, seed, tally), daemon=True)
                for seed in range(options.visitors)
            ]
            for visitor in visitors:
                visitor.start()
            while time.monotonic() < end:
                time.sleep(min(60.0, max(0.0, end - time.monotonic())))
                when = f"minute {(time.monotonic() - began) / 60:.0f}"
                yield Row(f"{when}: memory", "MB", (memory(process),))
                yield from tally.rows(when)
            for visitor in visitors:
                visitor.join(timeout=240)
            yield from tally.rows("the last")
            yield Row(f"{tally.visitors} visitors later", "MB", (memory(process),))
            time.sleep(60 * rest)
            yield Row(f"after {rest:g} minutes of rest", "MB", (memory(process),))
            yield from crowd(url, process, options.crowd, rest)
        errors = log.read_text("utf-8").count("Traceback")
        yield Row("tracebacks in the log", "", (errors,), aim="none")


def main() -> None:
    """Measure what the command asks for."""
    parser = parser_of(__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--visitors", type=int, default=12, help="at the same time")
    parser.add_argument("--rest", type=float, default=1.5, help="minutes without visitors, in which all is given back")
    parser.add_argument("--crowd", type=int, default=40, help="visitors who open a page each and stay, at the end")
    program_with_options("soak", TITLE, __doc__, lambda options: partial(measure, options), parser)


if __name__ == "__main__":
    main()
