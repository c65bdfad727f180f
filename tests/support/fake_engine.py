"""An engine without a model: characters are tokens, and the next character of the alphabet always comes next."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import numpy as np

from llm_viz.base.errors import LlmVizError, ModelNotPrepared, NotCausal, UnknownModel
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.models import ModelFacts, ModelStatus
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram, Token, Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import LensReading, Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

STATUSES = (
    ModelStatus("gemma-3-270m", "Gemma 3 270M", causal=True, problem=None),
    ModelStatus("smollm2-135m", "SmolLM2 135M Instruct", causal=True, problem=None),
    ModelStatus("minilm-l6", "all-MiniLM-L6-v2", causal=False, problem=None),
    ModelStatus("later", "Later", causal=True, problem="error-model-not-prepared"),
)
LAYERS = 3


class FakeEngine(Engine):
    """Answers at once. `failure`, if set, is raised by the next trace; `traced` lists the requests."""

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.traced: list[TraceRequest] = []

    def models(self) -> tuple[ModelStatus, ...]:
        return STATUSES

    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        status = next((status for status in STATUSES if status.key == model), None)
        if status is None:
            raise UnknownModel(model=model, known=", ".join(status.key for status in STATUSES))
        if status.problem is not None:
            raise ModelNotPrepared(model=status.key)
        return ModelFacts(
            key=model, name=status.name, causal=status.causal, architecture="Fake", layers=LAYERS, heads=2,
            key_value_heads=1, width=8, vocabulary_size=1000, context_length=4096, parameters=1_000_000, device="cpu",
            precision="float32",
        )  # fmt: skip

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        return Tokenization(request.text, _tokens(request.text), 1000)

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        check_cancelled()
        self.traced.append(request)
        if self.failure is not None:
            raise self.failure
        if not self.facts(request.model).causal:
            raise NotCausal(model=request.model)
        text = request.text + "".join(map(chr, request.continuation))
        best = tuple(_candidate(ord(text[-1]) + 1 + rank, 0.5 / 2**rank) for rank in range(request.capture.candidates))
        rest = LogitHistogram(np.array([990]), np.array([-5.0], dtype=np.float32), 0.05)
        readings = tuple(
            LensReading(best[:1], entropy_bits=3.0, winner_probability=0.5, winner_rank=1 if layer else 7)
            for layer in range(LAYERS + 1)
        )
        return Trace(
            tokens=_tokens(text),
            next=Distribution(best, rest, entropy_bits=3.0, log_normaliser=1.0, vocabulary_size=1000),
            attention=MappingProxyType({}),
            hidden=MappingProxyType({}),
            lens=readings if request.capture.lens else (),
        )

    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Any:
        raise NotImplementedError

    def sampling_probabilities(self, request: Any, check_cancelled: CancelCheck = never_cancel) -> Any:
        raise NotImplementedError

    def generate(self, request: Any, check_cancelled: CancelCheck = never_cancel) -> Iterator[Any]:
        raise NotImplementedError

    def continuations(self, request: Any, check_cancelled: CancelCheck = never_cancel) -> Iterator[Any]:
        raise NotImplementedError


def failing(error: LlmVizError | Exception) -> FakeEngine:
    """An engine whose traces fail."""
    engine = FakeEngine()
    engine.failure = error
    return engine


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(position, ord(character), character, character.encode(), position, position + 1, "text")
        for position, character in enumerate(text)
    )


def _candidate(code: int, probability: float) -> Candidate:
    return Candidate(code, chr(code), "text", float(np.log(probability)), probability)
