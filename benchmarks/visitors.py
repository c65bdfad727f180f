"""How many tokens a second visitors get in all who write at once, each a text of his own with full records. The ratio
is to one visitor of the same round; the last row has another process beside it that computes without end.

    python -m benchmarks.visitors [--rounds 2] [--quick]
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

from benchmarks.report import Effort, Row, in_turn, program
from benchmarks.threads import busy
from llm_viz.engine.catalogue import CARDS
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.generation import GenerationRequest, Sampling

TITLE = "Batching"
SUBJECTS = ("fox", "teacher", "river", "train", "garden", "letter", "storm", "child", "machine", "song")
VISITORS = (1, 4, 16, 40)
SEEDS = count()
"""A seed is used once: an equal text would be answered from what is kept."""


def write(engine: Engine, model: str, number: int, tokens: int, begin: threading.Barrier) -> int:
    """One visitor: the tokens written."""
    text = f"Visitor {number} tells of a {SUBJECTS[number % len(SUBJECTS)]}. Once upon a time"
    sampling = Sampling(temperature=0.9, seed=next(SEEDS))
    begin.wait()
    return len(list(engine.generate(GenerationRequest(model, text, sampling=sampling, max_new_tokens=tokens))))


def rate(engine: Engine, model: str, visitors: int, tokens: int) -> float:
    """Tokens a second of all visitors together."""
    begin = threading.Barrier(visitors + 1)
    with ThreadPoolExecutor(visitors) as pool:
        running = [pool.submit(write, engine, model, number, tokens, begin) for number in range(visitors)]
        begin.wait()
        start = time.perf_counter()
        written = sum(future.result() for future in running)
        return written / (time.perf_counter() - start)


def rate_beside_busy(engine: Engine, model: str, tokens: int) -> float:
    """Tokens a second of one visitor beside a busy process."""
    with busy(1):
        return rate(engine, model, 1, tokens)


def measure(effort: Effort) -> Iterator[Row]:
    """A row for each model and number of visitors."""
    engine, tokens = local_engine(), effort.pick(quick=6, full=24)
    for card in (card for card in CARDS if card.causal):
        rate(engine, card.key, 1, tokens)
        measures = [partial(rate, engine, card.key, visitors, tokens) for visitors in VISITORS]
        measures.append(partial(rate_beside_busy, engine, card.key, tokens))
        alone, *together, beside_busy = in_turn(effort.rounds(quick=1, full=2), *measures)
        yield Row(f"{card.name}: one visitor", "tokens/s", alone)
        for visitors, values in zip(VISITORS[1:], together, strict=True):
            aim = "ratio at least 8" if visitors == VISITORS[-1] else ""
            yield Row(f"{card.name}: {visitors} visitors", "tokens/s", values, "one visitor", alone, aim)
        what = f"{card.name}: one visitor beside a busy process"
        yield Row(what, "tokens/s", beside_busy, "one visitor", alone, "ratio at least 0.7")


if __name__ == "__main__":
    program("visitors", TITLE, __doc__, measure)
