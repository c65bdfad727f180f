"""Requests that write, served without an engine: one at a time, in the thread that asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
