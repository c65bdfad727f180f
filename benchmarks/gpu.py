"""The engine on a GPU, in one process of at most four minutes: whether it computes what the CPU computes, how fast one
and forty visitors are served, and whether memory comes back.

    python -m benchmarks.gpu [--keep]                      # on this machine's GPU
    LLM_VIZ_DEVICE=cpu python -m benchmarks.gpu --tiny     # whether the program works; no figure is worth anything

Needs the engine's packages only. The first model is SmolLM2 where it is prepared, else one of its shape with random
weights; the large one is always random. `--keep` puts the report into docs/performance.md.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.gpu_exactness import exactness
from benchmarks.gpu_memory import memory_of_models
from benchmarks.gpu_models import Models, clean_up, is_gpu
from benchmarks.gpu_recordings import recorded_steps
from benchmarks.machine import Machine, this_machine
from benchmarks.report import Effort, Row, cells, markdown_table, replaced
from benchmarks.visitors import VISITORS, rate

LIMIT = 240.0
"""Seconds that all parts may take together; one that does not fit any more is left out, and the report says so."""
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report. `needs`: seconds that it may take; it is not begun when fewer are left."""

    title: str
    needs: float
    measure: Callable[[Models], Iterator[Row]]


def one_visitor(models: Models) -> Iterator[Row]:
    """New distributions and recorded texts, beside transformers on the same device."""
    from benchmarks.engine import SAMPLED, distribution, generation, plain_model

    effort = Effort(quick=models.tiny)
    for card in models.cards:
        engine = models.engine()
        engine.warm_up([card.key])
        plain = plain_model(card)
        aims = ("at most 8 ms on an H100", "ratio at most 0.2") if card is models.small else ("", "")
        yield replace(distribution(engine, plain, card, effort), aim=aims[0])
        yield replace(generation(engine, plain, card, "sampled", SAMPLED, effort), aim=aims[1])
        del engine, plain
        clean_up()


def forty_visitors(models: Models) -> Iterator[Row]:
    """Tokens a second of all who write at once."""
    engine, card, tokens = models.engine(), models.small, 4 if models.tiny else 40
    engine.warm_up([card.key])
    rate(engine, card.key, VISITORS[-1], tokens)
    alone: tuple[float, ...] = ()
    for visitors in VISITORS:
        found = (rate(engine, card.key, visitors, tokens),)
        if not alone:
            alone = found
            yield Row(f"{card.name}: one visitor", "tokens/s", found)
        else:
            aim = "at least 3,000 tokens/s on an H100" if visitors == VISITORS[-1] else ""
            yield Row(f"{card.name}: {visitors} visitors", "tokens/s", found, "one visitor", alone, aim)


PARTS = (
    Part("The same numbers as on the CPU", 60, exactness),
    Part("One visitor", 60, one_visitor),
    Part("Many visitors at once", 40, forty_visitors),
    Part("Recorded steps beside plain ones", 40, recorded_steps),
    Part("Memory", 40, memory_of_models),
)


def run(parts: tuple[Part, ...], models: Models, until: float) -> Iterator[str]:
    """Each part as Markdown. One that fails is told, and the others go on. `until`: when all must be over, as
    `time.monotonic` counts.
    """
    for part in parts:
        heading, rows = f"### {part.title}", []
        print(f"== {part.title}", flush=True)
        left = until - time.monotonic()
        if left < part.needs:
            yield f"{heading}\n\nLeft out: {left:.0f} seconds were left of {LIMIT:.0f}."
            continue
        stop_after(left)
        try:
            for row in part.measure(models):
                rows.append(row)
                print("; ".join(cell for cell in cells(row) if cell), flush=True)
            yield f"{heading}\n\n{markdown_table(rows)}"
        except Exception as problem:  # the machine is lent for minutes: the other parts are wanted all the same
            traceback.print_exc()
            failed = f"**Failed: {type(problem).__name__}: {str(problem)[:200]}**"
            yield "\n\n".join([heading, *([markdown_table(rows)] if rows else []), failed])
        finally:
            stop_after(0)
        clean_up()


def stop_after(left: float) -> None:
    """Raise `TimeoutError` in the main thread after so many seconds; never, if 0."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"the {LIMIT:.0f} seconds of all parts are over")

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, left)


def report(machine: Machine, models: Models, found: list[str]) -> str:
    """Everything in Markdown; of a run without a GPU, first of all that it was one."""
    opening = f"Measured on {machine.day} at {machine.state}: {machine.described()}. {models.described()}"
    if not is_gpu():
        opening = f"**Not run on a GPU.** {opening} It shows that the program works, and nothing else."
    return "\n\n".join([opening, *found])


def main() -> int:
    """Run all parts; how many failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", action="store_true", help="small models: whether the program works")
    parser.add_argument("--keep", action="store_true", help="put the report into docs/performance.md")
    options = parser.parse_args()
    until = time.monotonic() + LIMIT
    with tempfile.TemporaryDirectory(prefix="llm-viz-gpu-") as folder:
        models = Models(Path(folder), tiny=options.tiny)
        print(this_machine().described(), models.described(), flush=True)
        found = list(run(PARTS, models, until))
    text = report(this_machine(), models, found)
    print(f"\n{text}")
    if options.keep:
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), "gpu", text), "utf-8")
    return sum("**Failed" in part for part in found)


if __name__ == "__main__":
    sys.exit(main())
