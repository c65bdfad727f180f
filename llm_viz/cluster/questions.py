"""What can be asked of an engine elsewhere: every method of `Engine`, with the types of what it takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import GenericAlias
from typing import Any, Generic, TypeVar, cast

from llm_viz.cluster import wire
from llm_viz.engine.protocol.anatomy import (
    BlockSums,
    BlockSumsRequest,
    Neighbours,
    NeighboursRequest,
    PlaceEncoding,
    Product,
    ProductRequest,
)
from llm_viz.engine.protocol.engine import Engine
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
from llm_viz.jobs.cancellation import CancelCheck

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Question(Generic[Answer]):
    """The method `name`. `given`: the types of its arguments but for the cancellation; `answer`: that of its result, or
    of each of its results where it gives one after another (`many`).
    """

    name: str
    given: tuple[object, ...]
    answer: object
    many: bool = False

    def read_answer(self, data: bytes) -> Answer:
        """One result, as it travelled."""
        return cast("Answer", wire.decode(self.answer, data))

    def read_arguments(self, data: bytes) -> tuple[object, ...]:
        """The arguments, as they travelled; `ValueError` if they are others than the method's."""
        return cast("tuple[object, ...]", wire.decode(GenericAlias(tuple, self.given), data))

    def answers_of(
        self, engine: Engine, arguments: tuple[object, ...], check_cancelled: CancelCheck
    ) -> Iterator[Answer]:
        """The results of an engine of this process. Raises as the method does."""
        method = getattr(engine, self.name)
        if self.many:
            yield from method(*arguments, check_cancelled)
        elif self.name == "models":
            yield method()
        else:
            yield method(*arguments, check_cancelled)


MODELS = Question[tuple[ModelStatus, ...]]("models", (), tuple[ModelStatus, ...])
FACTS = Question[ModelFacts]("facts", (str,), ModelFacts)
INVENTORY = Question[Inventory]("inventory", (str,), Inventory)
BANDWIDTH = Question[Bandwidth]("bandwidth", (), Bandwidth)
TOKENIZE = Question[Tokenization]("tokenize", (TokenizeRequest,), Tokenization)
MERGE_HISTORY = Question[MergeHistory]("merge_history", (TokenizeRequest,), MergeHistory)
NEURON_WRITES = Question[NeuronWrites]("neuron_writes", (NeuronRequest,), NeuronWrites)
NEURON_SUM = Question[NeuronSum]("neuron_sum", (NeuronSumRequest,), NeuronSum)
TRACE = Question[Trace]("trace", (TraceRequest,), Trace)
NEIGHBOURS = Question[tuple[Neighbours, ...]]("neighbours", (NeighboursRequest,), tuple[Neighbours, ...])
PLACE_ENCODING = Question[PlaceEncoding]("place_encoding", (str,), PlaceEncoding)
BLOCK_SUMS = Question[BlockSums]("block_sums", (BlockSumsRequest,), BlockSums)
PRODUCT = Question[Product]("product", (ProductRequest,), Product)
SURPRISAL = Question[Surprisal]("surprisal", (SurprisalRequest,), Surprisal)
PROBABILITIES = Question[Floats]("sampling_probabilities", (SamplingRequest,), Floats)
BATCHES = Question[InterventionBatch]("intervention_batches", (InterventionBatchRequest,), InterventionBatch, many=True)
GENERATE = Question[GenerationStep]("generate", (GenerationRequest,), GenerationStep, many=True)
CONTINUATIONS = Question[Continuations]("continuations", (ContinuationsRequest,), Continuations, many=True)

QUESTIONS: dict[str, Question[Any]] = {
    question.name: question
    for question in (
        MODELS, FACTS, INVENTORY, BANDWIDTH, TOKENIZE, MERGE_HISTORY,
        NEURON_WRITES, NEURON_SUM, NEIGHBOURS, PLACE_ENCODING, BLOCK_SUMS, PRODUCT,
        TRACE, SURPRISAL, PROBABILITIES, BATCHES, GENERATE, CONTINUATIONS,
    )
}  # fmt: skip

VERSION = wire.fingerprint(kind for question in QUESTIONS.values() for kind in (*question.given, question.answer))
"""What both sides must agree about."""
VERSION_HEADER = "X-LLM-Viz-Protocol"
