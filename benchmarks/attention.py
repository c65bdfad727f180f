"""How fast chapter 6 proves what it shows: the ranking of words, the grid of heads, the picture of a long text;
compared with one plain forward pass of the same text.

    OMP_NUM_THREADS=2 python -m benchmarks.attention [--rounds 5] [--quick]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from benchmarks.report import Effort, Row, in_turn, program, seconds
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.attention.compute.rollout import rollout
from llm_viz.chapters.attention.compute.word_sense.head_effects import head_effects
from llm_viz.chapters.attention.compute.word_sense.presets import presets_for
from llm_viz.chapters.attention.compute.word_sense.reading import read_word
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult, measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.word_ranking import rank_words
from llm_viz.chapters.attention.parts.heatmap import quantised
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import Capture, TraceRequest

TITLE = "Proofs of chapter 6"
PLAIN = "one plain pass"
TWELVE_TOKENS = "My brother and I ate a sweet and very fresh red Apple"
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
MEGABYTE = 10**6


def plain_pass(engine: LocalEngine, model: str, text: str) -> Callable[[], object]:
    """One forward pass of a text of this length; another one in every call, so that none is answered from memory."""
    number = count()
    capture = Capture(hidden=(1,), positions=(0,), candidates=0)
    return lambda: engine.trace(TraceRequest(model, f"{text[:-1]}{chr(97 + next(number))}", capture=capture))


def compared(what: str, run: Callable[[], object], plain: Callable[[], object], rounds: int, aim: str = "") -> Row:
    """The time of `run` beside that of `plain`."""
    plain()
    values, others = in_turn(rounds, partial(seconds, run), partial(seconds, plain))
    return Row(what, "s", values, PLAIN, others, aim)


def all_heads(engine: LocalEngine, found: WordSenseResult) -> None:
    """Silence every head of the model in a context of twelve tokens."""
    lm = Model(engine, found.model)
    reading = read_word(lm, TWELVE_TOKENS, found.word)
    assert len(reading.tokens) == 12
    *_, last = head_effects(lm, reading, found.axis)
    assert last.complete


def picture(engine: LocalEngine, model: str, number: int) -> int:
    """Weights of 128 tokens ready to be sent: how many bytes."""
    text = " ".join((WORDS[number:] + WORDS[:number]) * 16)
    trace = engine.trace(TraceRequest(model, text, capture=Capture(attention="all", candidates=8)))
    assert len(trace.tokens) == 128
    weights = trace.attention_array()
    return sum(quantised(part, causal=True).nbytes for part in (weights, rollout(weights)))


def measure(effort: Effort) -> Iterator[Row]:
    """Rows of both default models."""
    engine, rounds = LocalEngine(), effort.rounds(quick=1, full=5)
    for language in LANGUAGES:
        model = default_model(language)
        engine.warm_up([model])
        preset = presets_for(model, language)[0]
        found = measure_word_sense(
            Model(engine, model), preset.word, preset.contexts, preset.references, preset.control
        )
        plain = plain_pass(engine, model, preset.contexts[0])
        ranking = partial(rank_both, engine, found, count())
        yield compared(f"{model}, {preset.word}: ranking of both contexts", ranking, plain, rounds, "at most 2 s")
        if language == "en":
            heads = partial(all_heads, engine, found)
            yield compared(f"{model}: all heads, 12 tokens", heads, plain, 1, "at most 20 s")
            yield from pictures(engine, model, min(rounds, len(WORDS)))


def pictures(engine: LocalEngine, model: str, rounds: int) -> Iterator[Row]:
    """The heat map of 128 tokens: its time, and how much goes to the browser."""
    numbers, sizes = count(), []

    def draw() -> None:
        sizes.append(picture(engine, model, next(numbers)) / MEGABYTE)

    plain = plain_pass(engine, model, " ".join(WORDS * 16))
    yield compared(f"{model}: 128 tokens in every head", draw, plain, rounds, "at most 2 s")
    yield Row(f"{model}: 128 tokens in every head, sent to the browser", "MB", (max(sizes),), aim="at most 5 MB")


def rank_both(engine: LocalEngine, found: WordSenseResult, seeds: count[int]) -> None:
    """Rank the words of both contexts, from another random draw in every call."""
    seed = next(seeds)
    for reading in found.readings:
        rank_words(Model(engine, found.model), reading, found.axis, seed=seed)


if __name__ == "__main__":
    program("attention", TITLE, __doc__, measure)
