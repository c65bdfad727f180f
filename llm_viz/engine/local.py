"""The engine in this process: models in memory, one thread that computes, results shared between visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from typing import TypeVar

from llm_viz.base.errors import LlmVizError, ModelBroken, ModelDeviates, ModelUnsupported, NotCausal, WeightsUnfit
from llm_viz.engine import bpe, decoding, surprisal
from llm_viz.engine.attempt import memory_guard
from llm_viz.engine.bandwidth import measure_bandwidth
from llm_viz.engine.block_sums import block_sums, prepare_block_sums, prepare_product, product
from llm_viz.engine.catalogue import ModelCard, find_card, known_cards
from llm_viz.engine.core_loop import CoreLoop
from llm_viz.engine.device import choose_device, memory_for_models
from llm_viz.engine.embedding_neighbours import check_neighbours, neighbours
from llm_viz.engine.feed_forward import neuron_writes
from llm_viz.engine.intervention_batch import intervention_batches
from llm_viz.engine.inventory import inventory
from llm_viz.engine.loading import LoadedModel, load
from llm_viz.engine.model_files import parameters_in
from llm_viz.engine.neuron_sums import neuron_sum, prepare_neuron_sum
from llm_viz.engine.place_encoding import place_encoding
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
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.engine.reading import prepare
from llm_viz.engine.request_limits import MAX_CONTINUATIONS, check_text
from llm_viz.engine.results_cache import ResultsCache
from llm_viz.engine.shelf import Shelf
from llm_viz.engine.static_memory import ROWS
from llm_viz.engine.store import has_passed, is_damaged, note_passed, prepared_folder, status
from llm_viz.engine.tickets import PATIENCE
from llm_viz.engine.trace import traces
from llm_viz.engine.writing import Continuing, Generation, Writing
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

MAX_WAITING = 600
"""Requests. More than pages can be open (`kit/shell/server/crowd.py`), so that no page is turned away: each asks for
one thing at a time, while a text is written for another at most.
"""
CACHE_BYTES = 256 * 2**20

Item = TypeVar("Item")


class LocalEngine(Engine):
    """Runs models in this process. `find` turns a model's key into its card and refuses unknown ones."""

    def __init__(
        self, find: Callable[[str], ModelCard] = find_card, offered: Callable[[], Iterable[ModelCard]] = known_cards
    ) -> None:
        self._find = find
        self._offered = offered
        self._refused: dict[str, LlmVizError] = {}  # what is known to fail, so that nobody waits for it twice
        self._shelf = Shelf(_load, _bytes_of, lambda loaded: loaded.bytes, memory_for_models())
        self._core = CoreLoop(MAX_WAITING)
        self._results = ResultsCache(CACHE_BYTES)

    @property
    def is_idle(self) -> bool:
        """Whether nobody waits for anything and nothing is being computed."""
        return self._core.waiting == 0

    def models(self) -> tuple[ModelStatus, ...]:
        return tuple(ModelStatus(card.key, card.name, card.causal, self._problem(card)) for card in self._offered())

    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        check_cancelled()
        return self._model(model).facts

    def is_loaded(self, model: str) -> bool:
        return self._shelf.has(model)

    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        check_cancelled()
        loaded = self._model(model)
        return self._results.get(("inventory", model), lambda: inventory(loaded))

    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        run = partial(self._core.call, size=0, check_cancelled=check_cancelled, patience=PATIENCE)
        return measure_bandwidth(choose_device(), run=run)

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        check_cancelled()
        text = check_text(request.text)
        loaded = self._model(request.model)
        size = loaded.facts.vocabulary_size
        return self._results.get(request, lambda: Tokenization(text, loaded.tokenizer.read(text), size))

    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory:
        check_cancelled()
        text = check_text(request.text)
        loaded = self._model(request.model)
        return self._results.get(("merges", request), lambda: bpe.merge_history(loaded.tokenizer, text))

    def neuron_writes(self, request: NeuronRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronWrites:
        check_cancelled()
        loaded = self._model(request.model)
        if not loaded.facts.causal:
            raise NotCausal(model=loaded.facts.name)

        def ask() -> NeuronWrites:
            return self._core.ask(request, request, 1, lambda _: [neuron_writes(loaded, request)], check_cancelled)

        return self._results.get(request, ask)

    def neuron_sum(self, request: NeuronSumRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronSum:
        check_text(request.text)
        loaded = self._model(request.model)
        tokens = prepare_neuron_sum(loaded, request)
        return self._once(loaded, request, len(tokens), lambda: neuron_sum(loaded, request, tokens), check_cancelled)

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        check_text(request.text)
        loaded = self._model(request.model)

        def ask() -> Trace:
            reading = prepare(loaded, request)
            kind = (request.model, reading.kind) if loaded.facts.causal else (request.model, request)
            answer = partial(traces, loaded)
            with self._noticing_damage(loaded):
                return self._core.ask(kind, reading, len(reading.tokens), answer, check_cancelled)

        return self._results.get(request, ask)

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        check_text(request.text)
        loaded = self._model(request.model)

        def run(first: int, tokens: int, work: Callable[[], InterventionBatch]) -> InterventionBatch:
            key = (request, first)
            return self._results.get(
                key, lambda: self._core.ask(key, key, tokens, lambda _: [work()], check_cancelled, PATIENCE)
            )

        return self._watched(loaded, intervention_batches(loaded, request, run))

    def neighbours(
        self, request: NeighboursRequest, check_cancelled: CancelCheck = never_cancel
    ) -> tuple[Neighbours, ...]:
        loaded = self._model(request.model)
        check_neighbours(loaded, request)
        return self._once(loaded, request, len(request.sums), lambda: neighbours(loaded, request), check_cancelled)

    def place_encoding(self, model: str, check_cancelled: CancelCheck = never_cancel) -> PlaceEncoding:
        check_cancelled()
        loaded = self._model(model)
        return self._results.get(("places", model), lambda: place_encoding(loaded))

    def block_sums(self, request: BlockSumsRequest, check_cancelled: CancelCheck = never_cancel) -> BlockSums:
        check_text(request.text)
        loaded = self._model(request.model)
        tokens = prepare_block_sums(loaded, request)
        return self._once(loaded, request, len(tokens), lambda: block_sums(loaded, request, tokens), check_cancelled)

    def product(self, request: ProductRequest, check_cancelled: CancelCheck = never_cancel) -> Product:
        check_text(request.text)
        loaded = self._model(request.model)
        tokens = prepare_product(loaded, request)
        return self._once(loaded, request, len(tokens), lambda: product(loaded, request, tokens), check_cancelled)

    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
        check_text(request.text)
        loaded = self._model(request.model)

        def ask() -> Surprisal:
            tokens, kind = surprisal.prepare(loaded, request), ("surprisal", request.model)
            answer = partial(surprisal.surprisals, loaded)
            with self._noticing_damage(loaded):
                return self._core.ask(kind, tokens, len(tokens), answer, check_cancelled)

        return self._results.get(request, ask)

    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        check_text(request.text)
        loaded = self._model(request.model)
        size = len(loaded.tokenizer.ids(request.text))
        with self._noticing_damage(loaded):
            return self._core.ask(
                request, request, size, lambda _: [decoding.probabilities_of(loaded, request)], check_cancelled
            )

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        check_text(request.text)
        loaded = self._model(request.model)
        return self._written(loaded, request, Generation(loaded, request), check_cancelled)

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        check_text(request.text)
        loaded = self._model(request.model)
        return self._written(loaded, request, Continuing(loaded, request), check_cancelled)

    def standing(self) -> Standing | None:
        return self._core.standing()

    def warm_up(self, keys: Iterable[str]) -> None:
        """Load these models and run each once, so that the first visitor does not wait."""
        for key in keys:
            self.trace(TraceRequest(key, "Hello"))
            if self._model(key).static is not None:  # records its steps for few and for many texts
                for rows in ROWS:
                    count = min(rows, MAX_CONTINUATIONS)
                    list(self.continuations(ContinuationsRequest(key, "Hello", count=count, max_new_tokens=3)))

    def forget(self, model: str) -> None:
        """Drop a model whose files turned out to be damaged, and all results. Whoever asks for it loads it anew."""
        self._shelf.forget(model)
        self._results.clear()

    def refuse(self, model: str, problem: LlmVizError) -> None:
        """From now on, tell whoever asks for the model of this problem."""
        self._refused[model] = problem

    @contextmanager
    def _noticing_damage(self, loaded: LoadedModel) -> Iterator[None]:
        """Forget a model that gives no numbers because its files are damaged."""
        try:
            yield
        except ModelBroken:
            if is_damaged(self._find(loaded.facts.key)):
                self.forget(loaded.facts.key)
            raise

    def _written(
        self, loaded: LoadedModel, request: Hashable, writing: Writing[Item], check_cancelled: CancelCheck
    ) -> Iterator[Item]:
        """What a text gives, step by step. It is written once for all who ask for it, at once or later: an equal
        request has equal results.
        """
        for kept in self._results.find(request):
            for item in kept:
                check_cancelled()
                yield item
            return
        items: list[Item] = []
        with closing(self._core.write(writing, check_cancelled, (loaded, request))) as steps:
            for item in self._watched(loaded, steps):
                items.append(item)
                yield item
        self._results.keep(request, tuple(items))

    def _once(
        self,
        loaded: LoadedModel,
        request: Hashable,
        size: int,
        answer: Callable[[], Item],
        check_cancelled: CancelCheck,
    ) -> Item:
        """What nobody else's question can share a pass with, kept for whoever asks the same."""

        def ask() -> Item:
            with self._noticing_damage(loaded):
                return self._core.ask(request, request, size, lambda _: [answer()], check_cancelled)

        return self._results.get(request, ask)

    def _watched(self, loaded: LoadedModel, items: Iterator[Item]) -> Iterator[Item]:
        with self._noticing_damage(loaded):
            yield from items

    def _model(self, key: str) -> LoadedModel:
        card = self._find(key)
        if card.key in self._refused:
            refused = self._refused[card.key]
            raise type(refused)(**refused.values)
        try:
            return self._shelf.get(card)
        except (ModelDeviates, ModelUnsupported, WeightsUnfit) as problem:
            self._refused[card.key] = problem
            raise

    def _problem(self, card: ModelCard) -> str | None:
        return self._refused[card.key].message_id if card.key in self._refused else status(card)


def _load(card: ModelCard) -> LoadedModel:
    """The loaded model. A damaged one is marked, so that `prepare` makes it again."""
    try:
        folder = prepared_folder(card)
        with memory_guard():
            return load(card, folder, choose_device(parameters_in(folder)))
    except ModelBroken:
        is_damaged(card)
        raise


def _bytes_of(card: ModelCard) -> int:
    parameters = parameters_in(prepared_folder(card))
    return parameters * choose_device(parameters).dtype.itemsize


def try_model(card: ModelCard, again: bool = False) -> None:
    """Load a prepared model, which checks it against itself, and forget it again.

    Not if the same files have passed with the same libraries before, unless `again`. Raises what `load` raises.
    """
    if again or not has_passed(card):
        _load(card)
        note_passed(card)


@lru_cache(maxsize=1)
def local_engine() -> LocalEngine:
    """The engine that all visitors of this process share."""
    return LocalEngine()
