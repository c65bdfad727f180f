"""How fast chapter 6 proves what it shows: the ranking of words, the grid of heads, the picture of a long text.

    OMP_NUM_THREADS=2 python -m benchmarks.attention [--rounds 5]

Each time is given in seconds (median, best; time of all processors together) and as a multiple of one plain forward
pass of the same text, measured in turn with it, so that the multiples hold on a noisy machine. Aims, for an idle
machine of two cores: ranking of both contexts at most 2 s on each default model, the full grid of SmolLM2 for 12 tokens
at most 20 s, the heat map of 128 tokens at most 2 s and 5 MB.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import count

import torch

from benchmarks.engine import seconds
from llm_viz.base.i18n import LANGUAGES
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

TWELVE_TOKENS = "My brother and I ate a sweet and very fresh red Apple"
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
MEGABYTE = 10**6


def plain_pass(engine: LocalEngine, model: str, text: str) -> Callable[[], object]:
    """One forward pass of a text of this length; another one in every call, so that none is answered from memory."""
    number = count()
    capture = Capture(hidden=(1,), positions=(0,), candidates=0)
    return lambda: engine.trace(TraceRequest(model, f"{text[:-1]}{chr(97 + next(number))}", capture=capture))


def report(name: str, run: Callable[[], object], plain: Callable[[], object], rounds: int) -> None:
    """Print the time of `run`, and its ratio to that of `plain`."""
    plain()
    own, ratios, processor = [], [], []
    for _ in range(rounds):
        start = time.process_time()
        own.append(seconds(run))
        processor.append(time.process_time() - start)
        ratios.append(own[-1] / seconds(plain))
    print(
        f"{name}: median {statistics.median(own):.2f} s, best {min(own):.2f} s ({min(processor):.2f} s of processor), "
        f"{statistics.median(ratios):.0f} plain passes",
        flush=True,
    )


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


def main() -> None:
    """Print a line per measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    engine = LocalEngine()
    print(f"{torch.get_num_threads()} threads")
    for language in LANGUAGES:
        model = default_model(language)
        engine.warm_up([model])
        preset = presets_for(model, language)[0]
        found = measure_word_sense(
            Model(engine, model), preset.word, preset.contexts, preset.references, preset.control
        )
        plain, seeds = plain_pass(engine, model, preset.contexts[0]), count()

        def ranking(found: WordSenseResult = found, model: str = model, seeds: count[int] = seeds) -> None:
            seed = next(seeds)
            for reading in found.readings:
                rank_words(Model(engine, model), reading, found.axis, seed=seed)

        report(f"{model}, {preset.word}: ranking of both contexts", ranking, plain, rounds)
        if language == "en":
            report(f"{model}: all heads, 12 tokens", partial(all_heads, engine, found), plain, 1)
            numbers = count()
            sizes: list[int] = []
            report(
                f"{model}: 128 tokens in every head",
                lambda: sizes.append(picture(engine, default_model("en"), next(numbers))),  # noqa: B023 - called at once
                plain_pass(engine, model, " ".join(WORDS * 16)),
                min(rounds, len(WORDS)),
            )
            print(f"{model}: {max(sizes) / MEGABYTE:.2f} MB to the browser")


if __name__ == "__main__":
    main()
