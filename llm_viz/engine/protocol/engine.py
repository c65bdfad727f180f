"""What can be asked of whoever runs the models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from llm_viz.engine.protocol.generation import (
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    SamplingRequest,
)
from llm_viz.engine.protocol.models import Bandwidth, Inventory, ModelFacts, ModelStatus
from llm_viz.engine.protocol.tokens import MergeHistory, Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import (
    InterventionBatch,
    InterventionBatchRequest,
    Surprisal,
    SurprisalRequest,
    Trace,
    TraceRequest,
)
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel


class Engine(Protocol):
    """Runs models. Safe to call from many threads; raises only `llm_viz.base.errors.LlmVizError` and what
    `check_cancelled` raises.

    Iterators compute as they are read; closing one abandons the rest.
    """

    def models(self) -> tuple[ModelStatus, ...]: ...

    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts: ...

    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory: ...

    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth: ...

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization: ...

    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory: ...

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace: ...

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]: ...

    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal: ...

    def sampling_probabilities(
        self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Floats: ...

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]: ...

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]: ...
