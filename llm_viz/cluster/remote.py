"""The engine of a front end whose models run elsewhere: the same protocol, asked of a cluster.

A replica may die at any moment. What it was asked is then asked of another: a text goes on from the tokens that were
written (a draw depends on the seed and the step only), a list of interventions from the first row that has not come.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from llm_viz.base.errors import ClusterAway, LlmVizError
from llm_viz.cluster.connection import Answering, ConnectionLost
from llm_viz.cluster.questions import (
    BANDWIDTH,
    BATCHES,
    BLOCK_SUMS,
    CONTINUATIONS,
    FACTS,
    GENERATE,
    INVENTORY,
    MERGE_HISTORY,
    MODELS,
    NEIGHBOURS,
    NEURON_SUM,
    NEURON_WRITES,
    PLACE_ENCODING,
    PROBABILITIES,
    PRODUCT,
    SURPRISAL,
    TOKENIZE,
    TRACE,
    Question,
)
from llm_viz.engine.catalogue import ModelCard, known_cards
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
from llm_viz.engine.results_cache import ResultsCache
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

PATIENCE_SECONDS = 15.0
"""How long a question is asked again and again while nobody answers: a replica that takes over is there at once."""
MAX_LOSSES = 3
"""A question on which so many replicas in a row have died is not given to another."""
_PAUSE_SECONDS = 0.3  # before a question is asked again; doubled for each replica that died of it
_KNOWN_AWAY_SECONDS = 20.0  # so long after nobody answered, each question is tried once and does not wait
_MODELS_SECONDS = 5.0  # the list of models, and that it cannot be had, is kept so long: every click asks for it …
_MODELS_SILENCE_SECONDS = 3.0  # … and no page stands without it
_CACHE_BYTES = 128 * 2**20

Answer = TypeVar("Answer")
Request = TypeVar("Request")
Arguments = TypeVar("Arguments", bound=tuple[object, ...])


class RemoteEngine(Engine):
    """Asks a cluster. `offered`: the models that are named while nobody answers."""

    elsewhere = True

    def __init__(
        self,
        cluster: Answering,
        offered: Callable[[], Iterable[ModelCard]] = known_cards,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._cluster = cluster
        self._offered = offered
        self._patience = patience
        self._results = ResultsCache(_CACHE_BYTES)
        self._away_until = 0.0
        self._lock = threading.Lock()
        self._models: tuple[ModelStatus, ...] = ()
        self._models_problem: str | None = None
        self._models_until = 0.0

    @property
    def is_idle(self) -> bool:
        """False while a cluster on this very machine computes for this front end."""
        return not self._cluster.computes_here

    def models(self) -> tuple[ModelStatus, ...]:
        """As the cluster says; while it cannot be asked, the models known from before, unusable for that reason."""
        with self._lock:
            if time.monotonic() > self._models_until:
                try:
                    self._models = self.ask_models()
                    self._models_problem = None
                except LlmVizError as problem:
                    self._models_problem = problem.message_id
                self._models_until = time.monotonic() + _MODELS_SECONDS
            return self._models if self._models_problem is None else self._unusable(self._models_problem)

    def ask_models(self) -> tuple[ModelStatus, ...]:
        """The cluster's models, asked for once. `ClusterAway`, `ClusterBusy`, `ClusterSlow` or `ClusterDiffers`."""
        try:
            (models,) = self._cluster.ask(MODELS, (), never_cancel, _MODELS_SILENCE_SECONDS)
        except ConnectionLost:
            raise ClusterAway from None
        return models

    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        return self._results.get(("facts", model), lambda: self._one(FACTS, check_cancelled, model))

    def is_loaded(self, model: str) -> bool:
        return bool(self._results.find(("facts", model)))

    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        return self._results.get(("inventory", model), lambda: self._one(INVENTORY, check_cancelled, model))

    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        return self._one(BANDWIDTH, check_cancelled)

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        return self._results.get(("tokens", request), lambda: self._one(TOKENIZE, check_cancelled, request))

    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory:
        return self._results.get(("merges", request), lambda: self._one(MERGE_HISTORY, check_cancelled, request))

    def neuron_writes(self, request: NeuronRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronWrites:
        return self._results.get(request, lambda: self._one(NEURON_WRITES, check_cancelled, request))

    def neuron_sum(self, request: NeuronSumRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronSum:
        return self._results.get(request, lambda: self._one(NEURON_SUM, check_cancelled, request))

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        return self._results.get(request, lambda: self._one(TRACE, check_cancelled, request))

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        return self._many(BATCHES, request, check_cancelled, _after_rows)

    def neighbours(
        self, request: NeighboursRequest, check_cancelled: CancelCheck = never_cancel
    ) -> tuple[Neighbours, ...]:
        return self._results.get(request, lambda: self._one(NEIGHBOURS, check_cancelled, request))

    def place_encoding(self, model: str, check_cancelled: CancelCheck = never_cancel) -> PlaceEncoding:
        return self._results.get(("places", model), lambda: self._one(PLACE_ENCODING, check_cancelled, model))

    def block_sums(self, request: BlockSumsRequest, check_cancelled: CancelCheck = never_cancel) -> BlockSums:
        return self._results.get(request, lambda: self._one(BLOCK_SUMS, check_cancelled, request))

    def product(self, request: ProductRequest, check_cancelled: CancelCheck = never_cancel) -> Product:
        return self._results.get(request, lambda: self._one(PRODUCT, check_cancelled, request))

    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
        return self._results.get(request, lambda: self._one(SURPRISAL, check_cancelled, request))

    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        return self._one(PROBABILITIES, check_cancelled, request)

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        return self._many(GENERATE, request, check_cancelled, _after_step)

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        steps = 0
        for state in self._many(CONTINUATIONS, request, check_cancelled, lambda request, _: request):
            if state.steps > steps:  # written once more after a loss, the same tokens with the same seeds
                steps = state.steps
                yield state

    def _one(self, question: Question[Answer], check_cancelled: CancelCheck, *arguments: object) -> Answer:
        (answer,) = self._asked(question, arguments, check_cancelled, lambda arguments, _: arguments)
        return answer

    def _many(
        self,
        question: Question[Answer],
        request: Request,
        check_cancelled: CancelCheck,
        after: Callable[[Request, Answer], Request | None],
    ) -> Iterator[Answer]:
        """The results of a request; `after` is what is left of it when a result has come, None if nothing is."""

        def left(arguments: tuple[Request], answer: Answer) -> tuple[Request] | None:
            return None if (rest := after(arguments[0], answer)) is None else (rest,)

        return self._asked(question, (request,), check_cancelled, left)

    def _asked(
        self,
        question: Question[Answer],
        arguments: Arguments,
        check_cancelled: CancelCheck,
        after: Callable[[Arguments, Answer], Arguments | None],
    ) -> Iterator[Answer]:
        """The results of a question, asked again if whoever answered is lost. `ClusterAway` if nobody else answers."""
        losses, deadline = 0, None
        rest: Arguments | None = arguments
        while rest is not None:
            try:
                for answer in self._cluster.ask(question, rest, check_cancelled):
                    losses, deadline = 0, None
                    self._somebody_answers()
                    rest = rest and after(rest, answer)
                    yield answer
            except ConnectionLost as lost:
                now = time.monotonic()
                losses += lost.accepted
                deadline = deadline or (now if now < self._away_until else now + self._patience)
                if rest is None:
                    return
                if now >= deadline or losses >= MAX_LOSSES:
                    self._away_until = now + _KNOWN_AWAY_SECONDS
                    raise ClusterAway from None
            else:
                return
            _pause(_PAUSE_SECONDS * 2**losses, check_cancelled)

    def _somebody_answers(self) -> None:
        self._away_until = 0.0
        if self._models_problem is not None:
            self._models_until = 0.0

    def _unusable(self, problem: str) -> tuple[ModelStatus, ...]:
        known = self._models or [ModelStatus(card.key, card.name, card.causal, None) for card in self._offered()]
        return tuple(dataclasses.replace(status, problem=problem) for status in known)


def _after_step(request: GenerationRequest, step: GenerationStep) -> GenerationRequest | None:
    if step.stop is not None:
        return None
    return dataclasses.replace(
        request,
        continuation=(*request.continuation, step.chosen.id),
        max_new_tokens=request.max_new_tokens - 1,
    )


def _after_rows(request: InterventionBatchRequest, batch: InterventionBatch) -> InterventionBatchRequest | None:
    rows = request.rows[len(batch.hidden) :]
    return dataclasses.replace(request, rows=rows) if rows else None


def _pause(seconds: float, check_cancelled: CancelCheck) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        check_cancelled()
        time.sleep(0.05)
