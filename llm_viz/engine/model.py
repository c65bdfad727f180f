"""One model as one visitor uses it: engine, model and cancellation check bound once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from llm_viz.base.errors import NotCausal
from llm_viz.engine.protocol.anatomy import (
    BlockPart,
    BlockSums,
    BlockSumsRequest,
    EmbeddingSum,
    Neighbours,
    NeighboursRequest,
    PlaceEncoding,
    Product,
    ProductRequest,
)
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.generation import (
    GREEDY,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    Sampling,
    SamplingRequest,
)
from llm_viz.engine.protocol.models import Bandwidth, Inventory, ModelFacts, ModelStatus
from llm_viz.engine.protocol.neurons import NeuronRequest, NeuronSum, NeuronSumRequest, NeuronWrites
from llm_viz.engine.protocol.tokens import Distribution, MergeHistory, Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import (
    Capture,
    Intervention,
    InterventionBatch,
    InterventionBatchRequest,
    InterventionSet,
    Surprisal,
    SurprisalRequest,
    Trace,
    TraceRequest,
)
from llm_viz.engine.protocol.types import Floats, Layers
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

_CAPTURE = Capture()


@dataclass(frozen=True, slots=True)
class Model:
    """The model `key` of an engine. Every call raises what the engine raises, and what `check_cancelled` raises."""

    engine: Engine
    key: str
    check_cancelled: CancelCheck = never_cancel

    @property
    def facts(self) -> ModelFacts:
        """What the model is; it is loaded if need be."""
        return self.engine.facts(self.key, self.check_cancelled)

    @property
    def inventory(self) -> Inventory:
        """All its parameters, and what it keeps in memory while writing."""
        return self.engine.inventory(self.key, self.check_cancelled)

    @property
    def bandwidth(self) -> Bandwidth:
        """How fast the engine's device reads weights."""
        return self.engine.bandwidth(self.check_cancelled)

    @property
    def place_encoding(self) -> PlaceEncoding:
        """How it knows in which order tokens stand."""
        return self.engine.place_encoding(self.key, self.check_cancelled)

    def other(self, key: str) -> Model:
        """Another model of the same engine, for the same visitor."""
        return Model(self.engine, key, self.check_cancelled)

    def usable(self, *, causal: bool = False) -> tuple[ModelStatus, ...]:
        """The engine's models that can be asked now; `causal`: only those that predict what comes next."""
        return tuple(
            status for status in self.engine.models() if status.problem is None and (status.causal or not causal)
        )

    def check_causal(self) -> ModelFacts:
        """The model's facts; `NotCausal` for one that predicts nothing."""
        facts = self.facts
        if not facts.causal:
            raise NotCausal(model=facts.name)
        return facts

    def tokenize(self, text: str) -> Tokenization:
        """The text as the model reads it."""
        return self.engine.tokenize(TokenizeRequest(self.key, text), self.check_cancelled)

    def merge_history(self, text: str) -> MergeHistory:
        """How byte-pair encoding made the tokens; `ModelUnsupported` where another method did."""
        return self.engine.merge_history(TokenizeRequest(self.key, text), self.check_cancelled)

    def neuron_writes(self, layer: int, neuron: int, count: int) -> NeuronWrites:
        """The `count` tokens whose scores a neuron (layer and neuron from 0) raises most."""
        return self.engine.neuron_writes(NeuronRequest(self.key, layer, neuron, count), self.check_cancelled)

    def neuron_sum(self, text: str, position: int, layer: int, neuron: int) -> NeuronSum:
        """How one neuron's activation at a position comes about; see `NeuronSumRequest`."""
        request = NeuronSumRequest(self.key, text, position, layer, neuron)
        return self.engine.neuron_sum(request, self.check_cancelled)

    def trace(
        self,
        text: str,
        capture: Capture = _CAPTURE,
        *,
        continuation: tuple[int, ...] = (),
        interventions: tuple[Intervention, ...] = (),
        attribution: tuple[AttributionTargets, ...] = (),
    ) -> Trace:
        """One forward pass; see `TraceRequest`."""
        request = TraceRequest(self.key, text, continuation, capture, interventions, attribution)
        return self.engine.trace(request, self.check_cancelled)

    def neighbours(self, sums: tuple[EmbeddingSum, ...], count: int) -> tuple[Neighbours, ...]:
        """The tokens whose embeddings are most like each of the sums; see `NeighboursRequest`."""
        return self.engine.neighbours(NeighboursRequest(self.key, sums, count), self.check_cancelled)

    def block_sums(self, text: str, position: int = -1) -> BlockSums:
        """What every block adds to the residual stream; see `BlockSumsRequest`."""
        return self.engine.block_sums(BlockSumsRequest(self.key, text, position), self.check_cancelled)

    def product(self, text: str, position: int, layer: int, part: BlockPart, cell: int) -> Product:
        """How one number of what a block adds comes about; see `ProductRequest`."""
        return self.engine.product(ProductRequest(self.key, text, position, layer, part, cell), self.check_cancelled)

    def next_distribution(
        self,
        text: str,
        candidates: int,
        *,
        continuation: tuple[int, ...] = (),
        interventions: tuple[Intervention, ...] = (),
    ) -> Distribution:
        """What comes next, its best `candidates` one by one; `NotCausal` for a model that predicts nothing."""
        capture = Capture(candidates=candidates)
        return self.following(self.trace(text, capture, continuation=continuation, interventions=interventions))

    def following(self, trace: Trace) -> Distribution:
        """What comes next by one of the model's traces; `NotCausal` for a model that predicts nothing."""
        if trace.next is None:
            raise NotCausal(model=self.facts.name)
        return trace.next

    def intervention_batches(
        self,
        text: str,
        rows: tuple[InterventionSet, ...],
        position: int,
        *,
        hidden: Layers = "all",
        candidates: int = 0,
    ) -> Iterator[InterventionBatch]:
        """The text read once for each set of interventions in `rows`; yields the residual streams `hidden` at
        `position` and the best `candidates` of each row, batch by batch. See `InterventionBatchRequest`.
        """
        request = InterventionBatchRequest(self.key, text, rows, position, hidden, candidates)
        return self.engine.intervention_batches(request, self.check_cancelled)

    def surprisal(self, text: str) -> Surprisal:
        """−log2 p of every token given those before it."""
        return self.engine.surprisal(SurprisalRequest(self.key, text), self.check_cancelled)

    def sampling_probabilities(self, text: str, ids: tuple[int, ...], sampling: Sampling) -> Floats:
        """The probability (candidate,) of each of these tokens to be sampled next."""
        request = SamplingRequest(self.key, text, ids, sampling)
        return self.engine.sampling_probabilities(request, self.check_cancelled)

    def generate(
        self,
        text: str,
        *,
        continuation: tuple[int, ...] = (),
        sampling: Sampling = GREEDY,
        max_new_tokens: int = 20,
        top: int = 10,
    ) -> Iterator[GenerationStep]:
        """Continue the text and the token ids `continuation` by up to `max_new_tokens` tokens, one at a time, each with
        its `top` best candidates. See `GenerationRequest`.
        """
        request = GenerationRequest(self.key, text, continuation, sampling, max_new_tokens, top)
        return self.engine.generate(request, self.check_cancelled)

    def continuations(self, text: str, sampling: Sampling, count: int, max_new_tokens: int) -> Iterator[Continuations]:
        """Many texts from the same prompt; see `ContinuationsRequest`."""
        request = ContinuationsRequest(self.key, text, sampling, count, max_new_tokens)
        return self.engine.continuations(request, self.check_cancelled)
