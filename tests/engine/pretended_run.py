"""Everything that the engine computes, on a pretended device and on the CPU: the same, and nothing of both is mixed.

`python -m tests.engine.pretended_run FOLDER`, in a process of its own.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from llm_viz.engine.decoder import Decoder
from llm_viz.engine.decoding import probabilities_of
from llm_viz.engine.device import Device
from llm_viz.engine.host_weights import bytes_of
from llm_viz.engine.intervention_batch import intervention_batches
from llm_viz.engine.loading import LoadedModel, load
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.generation import (
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    Sampling,
    SamplingRequest,
)
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    Capture,
    HeadAblation,
    InterventionBatchRequest,
    SurprisalRequest,
    Trace,
    TraceRequest,
)
from llm_viz.engine.reading import prepare
from llm_viz.engine.recorded_ways import recorded_ways
from llm_viz.engine.replay import NotReplayable, recorded_in_python
from llm_viz.engine.surprisal import surprisal
from llm_viz.engine.trace import trace, traces
from llm_viz.engine.writing import Generation
from tests.support import tiny
from tests.support.decoding import assert_same_steps, continuations
from tests.support.pretend_device import pretend_device

TEXT = "the apple 私は"
CPU = Device(torch.device("cpu"), torch.float32, "CPU")
FILTERED = Sampling(temperature=0.8, top_k=50, top_p=0.95, min_p=0.01, seed=3)
CUT = (AttentionKnockout(3, 1), HeadAblation(1, 2))


def same(found: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5 * max(1.0, float(np.nanmax(np.abs(expected)))))


def same_trace(found: Trace, expected: Trace) -> None:
    for kind in ("attention", "hidden"):
        for layer, array in getattr(expected, kind).items():
            same(getattr(found, kind)[layer], array)
    read = [(found.next, expected.next), *zip(found.lens, expected.lens, strict=True)]
    for one, other in read:
        if other is not None:
            same(*(np.array([candidate.logit for candidate in seen.candidates]) for seen in (one, other)))


def written_together(loaded: LoadedModel) -> list[list[GenerationStep]]:
    """Three texts of different lengths and settings that join one after the other."""
    settings = ((TEXT, Sampling(temperature=0)), (TEXT[:4], FILTERED), (TEXT * 2, Sampling(seed=1)))
    requests = [GenerationRequest("tiny", text, sampling=sampling, max_new_tokens=3) for text, sampling in settings]
    writings = [Generation(loaded, request) for request in requests]
    decoder = Decoder(loaded)
    steps = [*decoder.join(writings[:1]), *decoder.step(), *decoder.join(writings[1:])]
    while decoder.rows:
        steps += decoder.step()
    return [[step for writing, step in steps if writing is one] for one in writings]


def compare_recorded(found: LoadedModel, expected: LoadedModel) -> None:
    """Steps at fixed addresses: nothing of them is on the host, or they could not be recorded."""
    ways = recorded_ways(found.model, found.facts, found.abilities, lambda: recorded_in_python, 10**8)
    recorded = written_together(replace(found, prefixes=Prefixes(), **ways))
    assert ways["static"].refused is None, ways["static"].refused
    assert ways["reading"].refused is None, ways["reading"].refused
    for steps, others in zip(recorded, written_together(expected), strict=True):
        assert_same_steps(steps, others)


def refused_as_recording(device: torch.device) -> None:
    """What goes to the device or comes from it."""
    for step in (lambda: torch.ones(3).to(device), lambda: torch.ones(3, device=device).cpu()):
        with pytest.raises(NotReplayable):
            recorded_in_python(step)


def compare(found: LoadedModel, expected: LoadedModel) -> None:
    """Every kind of request."""
    causal = {"lens": 3, "candidates": 9} if expected.facts.causal else {}
    everything = Capture(attention="all", hidden="all", **causal)
    request = TraceRequest("tiny", TEXT, capture=everything, interventions=CUT)
    same_trace(*(trace(loaded, request) for loaded in (found, expected)))
    if not expected.facts.causal:
        return
    asked = [TraceRequest("tiny", text, capture=everything) for text in (TEXT, TEXT[:4])]
    together = (traces(loaded, [prepare(loaded, one) for one in asked]) for loaded in (found, expected))
    for one, other in zip(*together, strict=True):
        same_trace(one, other)
    for steps, others in zip(written_together(found), written_together(expected), strict=True):
        assert_same_steps(steps, others)
    several = ContinuationsRequest("tiny", TEXT, Sampling(seed=1), count=2, max_new_tokens=3)
    *_, one = continuations(found, several)
    *_, other = continuations(expected, several)
    assert [item.ids for item in one.items] == [item.ids for item in other.items]
    same(*(surprisal(loaded, SurprisalRequest("tiny", TEXT)).bits for loaded in (found, expected)))
    batch = InterventionBatchRequest("tiny", TEXT, (CUT[:1], CUT[1:], CUT), position=3, candidates=4)
    for one, other in zip(intervention_batches(found, batch), intervention_batches(expected, batch), strict=True):
        same(one.hidden, other.hidden)
    chances = SamplingRequest("tiny", TEXT, tuple(range(tiny.VOCABULARY)), FILTERED)
    same(*(probabilities_of(loaded, chances) for loaded in (found, expected)))


def refused(device: torch.device) -> None:
    """What a GPU refuses, or else none of this shows anything."""
    with pytest.raises(RuntimeError, match="same device"):
        torch.ones(3, device=device) + torch.ones(3)
    with pytest.raises(RuntimeError, match="numpy"):
        torch.ones(3, device=device).numpy()


def main(folder: Path) -> None:
    """Compare a model with sliding windows, also where two of its three blocks do not fit, and an encoder."""
    cards = [tiny.save(build, folder / build.__name__) for build in (tiny.gemma3, tiny.bert)]
    expected = [load(card, folder / card.key, CPU) for card in cards]
    pretended = Device(pretend_device(), torch.float32, "Pretended")
    refused(pretended.torch_device)
    refused_as_recording(pretended.torch_device)
    for card, plain in zip(cards, expected, strict=True):
        loaded = load(card, folder / card.key, pretended)
        assert loaded.device.type == pretended.torch_device.type
        compare(loaded, plain)
        if plain.facts.causal:
            compare_recorded(loaded, plain)
            whole, block = (bytes_of(module) for module in (plain.model, plain.modules.blocks[-1]))
            larger = load(card, folder / card.key, pretended, room=whole - block)
            places = [next(module.parameters()).device.type for module in larger.modules.blocks]
            assert places == ["pretend", "cpu", "cpu"]
            compare(larger, plain)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
