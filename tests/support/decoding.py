"""Requests that write, served without an engine: one at a time, in the thread that asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from llm_viz.engine.decoder import Decoder
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.generation import Continuations, ContinuationsRequest, GenerationRequest, GenerationStep
from llm_viz.engine.writing import Continuing, Generation, Writing


def generate(loaded: LoadedModel, request: GenerationRequest) -> Iterator[GenerationStep]:
    yield from _write(Generation(loaded, request))


def continuations(loaded: LoadedModel, request: ContinuationsRequest) -> Iterator[Continuations]:
    yield from _write(Continuing(loaded, request))


def _write(writing: Writing[Any]) -> Iterator[Any]:
    decoder = Decoder(writing.loaded)
    written = list(decoder.join([writing]))
    while written:
        yield from (item for _, item in written)
        written = list(decoder.step())


def assert_same_steps(found: list[GenerationStep], expected: list[GenerationStep]) -> None:
    """The same tokens, and the same records but for rounding."""
    assert [step.chosen.id for step in found] == [step.chosen.id for step in expected]
    for one, other in zip(found, expected, strict=True):
        assert (one.index, one.text, one.stop) == (other.index, other.text, other.stop)
        assert one.entropy_bits == pytest.approx(other.entropy_bits, abs=1e-3)
        assert one.sampling_probability == pytest.approx(other.sampling_probability, abs=1e-4)
        best, expected_best = ([candidate.logit for candidate in step.candidates] for step in (one, other))
        assert best == pytest.approx(expected_best, abs=1e-3)
