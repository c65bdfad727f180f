"""Whether the server holds out: mixed visitors for many minutes, its memory before, during and after.

    python -m benchmarks.soak [--minutes 30] [--visitors 12] [--rest 1.5] [--crowd 40]

Visitors open chapters with texts of their own, in both languages; some upload a file, start a training run and leave,
or hang up before their page is done. A line a minute: resident memory in MB (what the system gives the process), visits
since the line before, median and 95th percentile of the seconds that a page took, and what went wrong. After `--rest`
minutes without visitors, the sessions are gone: memory then is to be what it was when the caches were full, not more.
At the end a crowd opens every chapter with the sentences it begins with and stays: what each of them holds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import WebSocketException

from llm_viz.base.i18n import LANGUAGES, strings
from llm_viz.chapters import chapters
from tests.support.serving import running_server
from tests.support.socket_visitor import SocketVisitor

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

    def line(self) -> str:
        """The tally in words; it begins anew."""
        with self.lock:
            seconds, trouble = self.seconds, self.trouble
            self.seconds, self.trouble = [], Counter()
        if len(seconds) < 2:
            return f"{len(seconds)} pages"
        p95 = statistics.quantiles(seconds, n=20)[-1]
        wrong = ", ".join(f"{count} × {what}" for what, count in trouble.items()) or "nothing wrong"
        return f"{len(seconds):4} pages, p50 {statistics.median(seconds):5.1f} s, p95 {p95:5.1f} s, {wrong}"


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
                    learner.open("learning", lang=language, reveal="1")
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


def crowd(url: str, process: int, visitors: int, rest: float) -> None:
    """Print what each of so many visitors holds who have opened a page and look at it, and what stays of them."""
    for wave in ("first", "second"):
        before = memory(process)
        with ExitStack() as open_pages:
            for number in range(visitors):
                visitor = open_pages.enter_context(SocketVisitor(url, patience=180))
                chapter = chapters()[number % len(chapters())]
                visitor.wait_for(chapter.name if chapter.number else "", lang="en", reveal="1")
            there = memory(process)
        time.sleep(60 * rest)
        each = (there - before) / visitors
        print(
            f"{wave} crowd of {visitors}: {before} → {there} MB, {each:.1f} MB each; gone: {memory(process)} MB",
            flush=True,
        )


def main() -> None:
    """Print a line a minute."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--visitors", type=int, default=12, help="at the same time")
    parser.add_argument("--rest", type=float, default=1.5, help="minutes without visitors, in which all is given back")
    parser.add_argument("--crowd", type=int, default=40, help="visitors who open a page each and stay, at the end")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with running_server("app.py", log) as (url, process):
            print(f"before: {memory(process)} MB", flush=True)
            began = time.monotonic()
            end = began + 60 * options.minutes
            visitors = [
                threading.Thread(target=visit_until, args=(end, url, seed, tally), daemon=True)
                for seed in range(options.visitors)
            ]
            for visitor in visitors:
                visitor.start()
            while time.monotonic() < end:
                time.sleep(min(60.0, max(0.0, end - time.monotonic())))
                print(f"{(time.monotonic() - began) / 60:5.1f} min: {memory(process)} MB, {tally.line()}", flush=True)
            for visitor in visitors:
                visitor.join(timeout=240)
            print(f"last of {tally.visitors} visitors left: {memory(process)} MB, {tally.line()}", flush=True)
            time.sleep(60 * options.rest)
            print(f"after {options.rest:g} minutes of rest: {memory(process)} MB", flush=True)
            crowd(url, process, options.crowd, options.rest)
        errors = log.read_text("utf-8").count("Traceback")
        print(f"tracebacks in the log: {errors}")


if __name__ == "__main__":
    main()
