"""The interface of an engine: everything that runs models, here or elsewhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from llm_viz.engine.protocol.anatomy import (
    BlockSums,
    BlockSumsRequest,
    Neighbours,
    NeighboursRequest,
    PlaceEncoding,
    Product,
    ProductRequest,
)
from llm_viz.engine.protocol.generation import (
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    SamplingRequest,
)
from llm_viz.engine.protocol.models import Bandwidth, Inventory, ModelFacts, ModelStatus
from llm_viz.engine.protocol.neurons import NeuronRequest, NeuronSum, NeuronSumRequest, NeuronWrites
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
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.jobs.cancellation import CancelCheck, never_cancel


class Engine(ABC):
    """Runs models. Safe to call from many threads. `tests/engine/test_contract.py` holds every engine to the same.

    Every method raises `LlmVizError`s only (`llm_viz.base.errors`), and what `check_cancelled` raises. Each that names
    a model raises `UnknownModel`, `ModelMissing`, `ModelNotPrepared`, `ModelBroken`, `ModelUnsupported` or
    `OutOfMemory` if the model cannot be had; each that takes a text raises `EmptyText`, `TextTooLong` or
    `TextNotUnicode` if it cannot be read, and `TooManyTokens` if it does not fit the model's context or the engine's
    limit; each that computes raises `EngineBusy` if too many requests wait. The docstrings below say what is raised
    besides.

    Iterators raise while they are read, not before. An engine may compute ahead of the reader; closing an iterator
    abandons the rest.
    """

    elsewhere: bool = False
    """Whether the models run on other machines than the one that shows the pages."""

    @property
    def is_idle(self) -> bool:
        """Whether this machine computes for nobody just now; always, if the models run on other machines."""
        return True

    @abstractmethod
    def models(self) -> tuple[ModelStatus, ...]:
        """The models on offer, whether they can be used now or not. Loads nothing."""

    @abstractmethod
    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        """What the model is; it is loaded if need be."""

    @abstractmethod
    def is_loaded(self, model: str) -> bool:
        """Whether the model is known to answer without being loaded first. Loads nothing."""

    @abstractmethod
    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        """All parameters of the model, and what it keeps in memory while it generates."""

    @abstractmethod
    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        """How fast the engine's device reads weights; measured anew each time, in about a second."""

    @abstractmethod
    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        """The tokens of the text; the number of tokens is not limited."""

    @abstractmethod
    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory:
        """The merges that made the tokens. `ModelUnsupported` unless the tokenizer is a byte-pair encoding."""

    @abstractmethod
    def neuron_writes(self, request: NeuronRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronWrites:
        """The tokens whose scores a neuron raises. `NotCausal`; `BadRequest` for a layer, neuron or count out of range;
        `NeuronsNotPlain` for a model that has no single neurons.
        """

    @abstractmethod
    def neuron_sum(self, request: NeuronSumRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronSum:
        """How one neuron's activation comes about. `BadRequest` for a position, layer, neuron or count out of range;
        `NeuronsNotPlain` for a model that has no single neurons, or none that are a product of rows.
        """

    @abstractmethod
    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        """One forward pass. `BadRequest` for a position, layer, head, id or count out of range; `NotCausal` for a logit
        lens or attribution on an encoder, whose `Trace.next` is None; `ScoreIndivisible` for the attribution of a
        model whose scores are no sum; `NeuronsNotPlain` for the neurons of one that has no single ones.
        """

    @abstractmethod
    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        """One text under many sets of interventions. Raises as `trace`; `NotCausal` for candidates of an encoder."""

    @abstractmethod
    def neighbours(
        self, request: NeighboursRequest, check_cancelled: CancelCheck = never_cancel
    ) -> tuple[Neighbours, ...]:
        """What is like each of the request's sums of embeddings. `BadRequest` for an id or count out of range."""

    @abstractmethod
    def place_encoding(self, model: str, check_cancelled: CancelCheck = never_cancel) -> PlaceEncoding:
        """How the model knows in which order tokens stand."""

    @abstractmethod
    def block_sums(self, request: BlockSumsRequest, check_cancelled: CancelCheck = never_cancel) -> BlockSums:
        """What every block adds to the residual stream. `BadRequest` for a position out of range; `BlocksDoNotAdd` for
        a model whose blocks do more than add.
        """

    @abstractmethod
    def product(self, request: ProductRequest, check_cancelled: CancelCheck = never_cancel) -> Product:
        """How one number of what a block adds comes about. `BadRequest` for a position, layer, cell or count out of
        range; `BlocksDoNotAdd`; `ProductNotPlain` where it is not one matrix that gives the number.
        """

    @abstractmethod
    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
        """The surprisal of each token of the text. `NotCausal` for an encoder."""

    @abstractmethod
    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        """The probabilities (candidate,) of the request's ids. `NotCausal`; `BadRequest` for an id or setting out of
        range.
        """

    @abstractmethod
    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        """The text continued token by token. `NotCausal`; `BadRequest` for a count or setting out of range."""

    @abstractmethod
    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        """Several continuations of one text, side by side. Raises as `generate`."""

    def standing(self) -> Standing | None:
        """Where the request of the calling thread stands; None if it does not wait, or if the engine cannot say.

        To be asked by a `check_cancelled`, which is called once more then when the wait is over.
        """
        return None
