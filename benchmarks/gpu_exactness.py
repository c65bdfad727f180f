"""Whether a GPU gives the numbers of the CPU: what is seen of six texts, in each precision, with and without watching.

The engine computes in float32 wherever a model leaves room for it; bfloat16 is measured beside it for what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from benchmarks.gpu_models import Models, clean_up, is_gpu
from benchmarks.report import Row
from llm_viz.engine.decoder import Decoder
from llm_viz.engine.device import Device, choose_device
from llm_viz.engine.loading import LoadedModel, load
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, Trace, TraceRequest
from llm_viz.engine.store import prepared_folder
from llm_viz.engine.trace import trace
from llm_viz.engine.writing import Generation

TEXTS = (
    "The capital of France is",
    "The opposite of hot is",
    "Once upon a time there was a",
    "He bit into the juicy, fresh Apple",
    "Water boils at 100 degrees",
    "Roses are red, violets are",
)
ALL = f"of {len(TEXTS)} texts"
EVERY = f"{len(TEXTS)} {ALL}"
BEST = 10
TOKENS = 24
CPU = Device(torch.device("cpu"), torch.float32, "CPU")


def exactness(models: Models) -> Iterator[Row]:
    """For each precision, how many texts look as on the CPU, and how far the numbers are off."""
    expected = Answers(_loaded(models, CPU))
    place = choose_device() if is_gpu() else CPU
    for dtype in (torch.float32, torch.bfloat16):
        device = replace(place, dtype=dtype)
        found = Answers(_loaded(models, device))
        yield from compared(f"{device.name}, {device.precision}", found, expected, exact=dtype == torch.float32)
        del found
        clean_up()


class Answers:
    """What a model says to all texts: unwatched, watched, with a link cut, and what it writes."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.plain = [_ask(loaded, text, Capture(candidates=BEST)) for text in TEXTS]
        everything = Capture(attention="all", hidden="all", lens=3, candidates=BEST)
        self.watched = [_ask(loaded, text, everything) for text in TEXTS]
        self.cut = [_cut(loaded, text) for text in TEXTS]
        self.written = [_written(loaded, text) for text in TEXTS]


def compared(name: str, found: Answers, expected: Answers, *, exact: bool) -> Iterator[Row]:
    """The rows of one device and precision. `exact`: they are to be those of the CPU."""
    aim = EVERY if exact else ""
    same = {
        "ten best and their order as on the CPU": _alike(found.plain, expected.plain),
        "the same while it is watched": _alike(found.watched, expected.plain),
        "the same after a cut": _alike(found.cut, expected.cut),
        f"{TOKENS} tokens written as on the CPU": sum(map(list.__eq__, found.written, expected.written)),
    }
    for what, count in same.items():
        yield Row(f"{name}: {what}", ALL, (count,), aim=aim)
    pairs = list(zip(found.watched, expected.watched, strict=True))
    for what, off in (("a probability", _probability_off), ("an attention weight", _weights_off)):
        yield Row(f"{name}: {what} is off by at most", "%", (100 * max(off(*pair) for pair in pairs),))


def _loaded(models: Models, device: Device) -> LoadedModel:
    return load(models.small, prepared_folder(models.small), device)


def _ask(loaded: LoadedModel, text: str, capture: Capture, *cuts: AttentionKnockout) -> Trace:
    return trace(loaded, TraceRequest(loaded.facts.key, text, capture=capture, interventions=cuts))


def _cut(loaded: LoadedModel, text: str) -> Trace:
    """The text when its last token cannot look at the one before."""
    last = len(loaded.tokenizer.ids(text)) - 1
    return _ask(loaded, text, Capture(candidates=BEST), AttentionKnockout(last, last - 1))


def _written(loaded: LoadedModel, text: str) -> list[int]:
    """The tokens that follow the text, the most probable one each time."""
    request = GenerationRequest(loaded.facts.key, text, sampling=GREEDY, max_new_tokens=TOKENS)
    decoder, steps = Decoder(loaded), list[Any]()
    written = list(decoder.join([Generation(loaded, request)]))
    while written:
        steps += [step for _, step in written]
        written = list(decoder.step())
    return [step.chosen.id for step in steps]


def _best(seen: Trace) -> list[int]:
    assert seen.next is not None
    return [candidate.id for candidate in seen.next.candidates]


def _alike(found: list[Trace], expected: list[Trace]) -> int:
    return sum(_best(one) == _best(other) for one, other in zip(found, expected, strict=True))


def _probability_off(found: Trace, expected: Trace) -> float:
    """Over the tokens that are among the best of both."""
    assert found.next is not None
    assert expected.next is not None
    theirs = {candidate.id: candidate.probability for candidate in expected.next.candidates}
    ours = {candidate.id: candidate.probability for candidate in found.next.candidates}
    return max((abs(ours[token] - theirs[token]) for token in ours.keys() & theirs.keys()), default=1.0)


def _weights_off(found: Trace, expected: Trace) -> float:
    return max(float(np.abs(found.attention[layer] - expected.attention[layer]).max()) for layer in found.attention)
