"""What can be asked of whoever runs the models."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from llm_viz.engine.protocol.generation import (
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    SamplingRequest,
    Step,
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


class Engine(ABC):
    """Runs models. Safe to call from many threads; raises only `llm_viz.base.errors.LlmVizError` and what
    `check_cancelled` raises. `tests/engine/test_contract.py` holds every engine to the same answers.

    Iterators compute as they are read; closing one abandons the rest.
    """

    @abstractmethod
    def models(self) -> tuple[ModelStatus, ...]:
        """Every model that one could choose, usable or not."""

    @abstractmethod
    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        """What a model is; it is loaded if need be."""

    @abstractmethod
    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        """All parameters of a model, and what it keeps in memory while writing."""

    @abstractmethod
    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        """How fast the device reads weights, measured now."""

    @abstractmethod
    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        """A text as the model reads it."""

    @abstractmethod
    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory:
        """How byte-pair encoding made the tokens; `ModelUnsupported` where another method did."""

    @abstractmethod
    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        """One forward pass; `next` is None for an encoder. `NotCausal` for a lens on an encoder."""

    @abstractmethod
    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        """The rows in order, in batches. `NotCausal` where an encoder is asked for candidates."""

    @abstractmethod
    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
        """−log2 p of every token given those before it. `NotCausal` for an encoder."""

    @abstractmethod
    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        """(ids,): the chance of each of these tokens to be drawn next. `NotCausal` for an encoder."""

    @abstractmethod
    def generate(self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel) -> Iterator[Step]:
        """A text written on, token by token. `NotCausal` for an encoder, at the first step."""

    @abstractmethod
    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        """Many texts from one prompt, all of them after every step. `NotCausal` as in `generate`."""
