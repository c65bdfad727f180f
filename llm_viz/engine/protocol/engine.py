"""What can be asked of whoever runs the models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from llm_viz.engine.protocol.generation import (
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    SamplingRequest,
    Step,
)
from llm_viz.engine.protocol.models import Bandwidth, Inventory, ModelFacts, ModelStatus
from llm_viz.engine.protocol.tokens import MergeHistory, Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import SurpriseRequest, Surprises, Trace, TraceRequest, Variants, VariantsRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import Checkpoint, carry_on


class Engine(Protocol):
    """Runs models. Safe to call from many threads; raises only `llm_viz.base.errors.LlmVizError` and what `checkpoint`
    raises.

    Iterators compute as they are read; closing one abandons the rest.
    """

    def models(self) -> tuple[ModelStatus, ...]: ...

    def facts(self, model: str, checkpoint: Checkpoint = carry_on) -> ModelFacts: ...

    def inventory(self, model: str, checkpoint: Checkpoint = carry_on) -> Inventory: ...

    def bandwidth(self, checkpoint: Checkpoint = carry_on) -> Bandwidth: ...

    def tokenize(self, request: TokenizeRequest, checkpoint: Checkpoint = carry_on) -> Tokenization: ...

    def merge_history(self, request: TokenizeRequest, checkpoint: Checkpoint = carry_on) -> MergeHistory: ...

    def trace(self, request: TraceRequest, checkpoint: Checkpoint = carry_on) -> Trace: ...

    def variants(self, request: VariantsRequest, checkpoint: Checkpoint = carry_on) -> Iterator[Variants]: ...

    def surprises(self, request: SurpriseRequest, checkpoint: Checkpoint = carry_on) -> Surprises: ...

    def sampling_probabilities(self, request: SamplingRequest, checkpoint: Checkpoint = carry_on) -> Floats: ...

    def generate(self, request: GenerationRequest, checkpoint: Checkpoint = carry_on) -> Iterator[Step]: ...

    def continuations(
        self, request: ContinuationsRequest, checkpoint: Checkpoint = carry_on
    ) -> Iterator[Continuations]: ...
