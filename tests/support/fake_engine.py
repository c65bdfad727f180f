"""An engine without a model: characters are tokens, and the next character of the alphabet always comes next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from llm_viz.base.errors import LlmVizError, ModelNotPrepared, NotCausal, UnknownModel
from llm_viz.engine.attention import includes
from llm_viz.engine.protocol.anatomy import (
    BlockSums,
    BlockSumsRequest,
    Neighbour,
    Neighbours,
    NeighboursRequest,
    PlaceEncoding,
    Product,
    ProductRequest,
    ProductTerm,
)
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.generation import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    SamplingRequest,
)
from llm_viz.engine.protocol.models import Bandwidth, Inventory, LayerCache, ModelFacts, ModelStatus, ParameterGroup
from llm_viz.engine.protocol.neurons import (
    NeuronRequest,
    NeuronRow,
    NeuronSum,
    NeuronSumRequest,
    NeuronWrites,
    WrittenToken,
)
from llm_viz.engine.protocol.tokens import (
    Candidate,
    Distribution,
    LogitHistogram,
    MergeHistory,
    Token,
    Tokenization,
    TokenizeRequest,
)
from llm_viz.engine.protocol.tracing import (
    AttentionVectors,
    InterventionBatch,
    InterventionBatchRequest,
    LensReading,
    Surprisal,
    SurprisalRequest,
    Trace,
    TraceRequest,
    Unembedding,
)
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.request_limits import check_range, check_text
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

STATUSES = (
    ModelStatus("gemma-3-270m", "Gemma 3 270M", causal=True, problem=None),
    ModelStatus("smollm2-135m", "SmolLM2 135M Instruct", causal=True, problem=None),
    ModelStatus("minilm-l6", "all-MiniLM-L6-v2", causal=False, problem=None),
    ModelStatus("later", "Later", causal=True, problem="error-model-not-prepared"),
)
LAYERS, HEADS, HEAD_SIZE, WIDTH = 3, 2, 4, 8
NEURONS = 12
VOCABULARY = 1000
BITS = 4.0
"""The surprisal of every token but the first."""


class FakeEngine(Engine):
    """Answers at once. `failure`, if set, is raised by the next trace; `traced` lists the requests. `unloaded`: models
    that count as not loaded until somebody asks for them.

    Every token attends half to the first one and half to the one before; in an encoder to all alike. A residual stream
    holds the sum of the characters that its token can see, so it tells whether what follows was seen; interventions
    double it. Half of what a block adds to it comes from attention. The codes of two characters tell how alike their
    embeddings are. A score comes half from the token before the last (of layer 1, head 0), the rest from everything
    else.
    """

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.traced: list[TraceRequest] = []
        self.unloaded: set[str] = set()

    def models(self) -> tuple[ModelStatus, ...]:
        return STATUSES

    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        status = next((status for status in STATUSES if status.key == model), None)
        if status is None:
            raise UnknownModel(model=model, known=", ".join(status.key for status in STATUSES))
        if status.problem is not None:
            raise ModelNotPrepared(model=status.key)
        self.unloaded.discard(model)
        return ModelFacts(
            key=model, name=status.name, causal=status.causal, architecture="Fake", layers=LAYERS, heads=HEADS,
            key_value_heads=1, width=WIDTH, vocabulary_size=VOCABULARY, context_length=4096, parameters=1_000_000,
            device="cpu", precision="float32",
        )  # fmt: skip

    def is_loaded(self, model: str) -> bool:
        return model not in self.unloaded

    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        facts = self.facts(model, check_cancelled)
        groups = [ParameterGroup("embedding", None, (("table", (facts.vocabulary_size, facts.width)),))]
        groups += [ParameterGroup("mlp", layer, (("up", (100, 10)),)) for layer in range(facts.layers)]
        return Inventory(tuple(groups), 11_000, (LayerCache(16, None),) * facts.layers if facts.causal else ())

    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        check_cancelled()
        return Bandwidth(12.3e9, 4, "CPU", "float32")

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        facts, text = self.facts(request.model, check_cancelled), check_text(request.text)
        return Tokenization(text, _tokens(text), facts.vocabulary_size)

    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory:
        self.facts(request.model, check_cancelled)
        return MergeHistory(tuple(check_text(request.text)), (), agrees=True)

    def neuron_writes(self, request: NeuronRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronWrites:
        facts = self.facts(request.model, check_cancelled)
        if not facts.causal:
            raise NotCausal(model=facts.name)
        check_range("neuron", request.neuron, 0, NEURONS - 1)
        raised = tuple(WrittenToken(97 + rank, chr(97 + rank), "text", 5.0 - rank) for rank in range(request.count))
        return NeuronWrites(raised)

    def neuron_sum(self, request: NeuronSumRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronSum:
        check_cancelled()
        self.facts(request.model)
        text = check_text(request.text)
        check_range("neuron", request.neuron, 0, NEURONS - 1)
        check_range("position", request.position, -1, len(text) - 1)
        check_range("layer", request.layer, 0, LAYERS - 1)
        check_range("terms", request.terms, 1, 20)
        activation = float(_neurons(text)[request.position, request.neuron])
        gate = NeuronRow((ProductTerm(2, 1.0, 0.5),), 0.5, WIDTH - 1, 0.0, 1.0)
        factor = NeuronRow((ProductTerm(3, 2.0, activation),), -activation, WIDTH - 1, 0.0, activation)
        return NeuronSum(gate, 1.0, factor, activation)

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        check_cancelled()
        self.traced.append(request)
        if self.failure is not None:
            raise self.failure
        capture, causal = request.capture, self.facts(request.model).causal
        text = check_text(request.text) + "".join(map(chr, request.continuation))
        if (capture.lens or request.attribution) and not causal:
            raise NotCausal(model=self.facts(request.model).name)
        states = _states(text, causal)[slice(None) if capture.positions is None else list(capture.positions)]
        weights = _weights(len(text), causal)
        vectors = AttentionVectors(*np.ones((2, HEADS, len(text), HEAD_SIZE), np.float32), scaling=0.5)
        return Trace(
            tokens=_tokens(text),
            next=_distribution(text, capture.candidates) if causal and capture.candidates else None,
            attention={layer: weights for layer in range(LAYERS) if includes(capture.attention, layer)},
            hidden={layer: states for layer in range(LAYERS + 1) if includes(capture.hidden, layer)},
            lens=_lens(text, capture.lens) if capture.lens else (),
            vectors={layer: vectors for layer in range(LAYERS) if includes(capture.vectors, layer)},
            attribution=tuple(_shares(text, targets) for targets in request.attribution),
            neurons={layer: _neurons(text) for layer in range(LAYERS) if includes(capture.neurons, layer)},
            unembedding=_unembedding(text, capture.unembedding) if causal and capture.unembedding else None,
        )

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        facts, text = self.facts(request.model, check_cancelled), check_text(request.text)
        if request.candidates and not facts.causal:
            raise NotCausal(model=facts.name)
        kept = [layer for layer in range(LAYERS + 1) if includes(request.hidden, layer)]
        following = (_distribution(text, request.candidates),) if request.candidates else ()
        for row in request.rows:
            check_cancelled()
            state = _states(text, facts.causal)[request.position] * (2 if row else 1)
            yield InterventionBatch(np.stack([state] * len(kept))[None], following)

    def neighbours(
        self, request: NeighboursRequest, check_cancelled: CancelCheck = never_cancel
    ) -> tuple[Neighbours, ...]:
        check_cancelled()
        self.facts(request.model)
        found = []
        for asked in request.sums:
            code = sum(asked.plus) - sum(asked.minus)
            like = tuple(
                Neighbour(code + step, chr(code + step), "text", 1 - step / 50) for step in range(request.count)
            )
            vectors = np.linspace(-1, 1, WIDTH * request.count, dtype=np.float32).reshape(request.count, WIDTH)
            sample = np.linspace(0.3, -0.1, 40, dtype=np.float32)
            found.append(Neighbours(np.full(WIDTH, code, np.float32), like, vectors, 0.1, sample))
        return tuple(found)

    def place_encoding(self, model: str, check_cancelled: CancelCheck = never_cancel) -> PlaceEncoding:
        self.facts(model, check_cancelled)
        return PlaceEncoding("rotary", {"all": np.array([1, 0.1], np.float32)})

    def block_sums(self, request: BlockSumsRequest, check_cancelled: CancelCheck = never_cancel) -> BlockSums:
        check_cancelled()
        facts, text = self.facts(request.model), check_text(request.text)
        position = request.position % len(text)
        lengths = np.arange(1, LAYERS + 2, dtype=np.float32)[:, None] * np.ones((1, len(text)), np.float32)
        halves = np.full((LAYERS, len(text)), 0.5, np.float32)
        cells = np.sqrt(np.float32(facts.width))
        streams, half = (np.repeat(each[:, position, None] / cells, WIDTH, 1) for each in (lengths, halves))
        return BlockSums(position, streams, half, half, lengths, halves, halves)

    def product(self, request: ProductRequest, check_cancelled: CancelCheck = never_cancel) -> Product:
        check_cancelled()
        self.facts(request.model)
        check_text(request.text)
        value = float(0.5 / np.sqrt(WIDTH))
        return Product((ProductTerm(2, 1.0, value),), 0.0, 7, 0.0, value, value)

    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
        tokens = _tokens(self._prompt(request.model, request.text, check_cancelled))
        bits = np.full(len(tokens), BITS, np.float32)
        bits[0] = np.nan
        return Surprisal(tokens, bits)

    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        text = self._prompt(request.model, request.text, check_cancelled)
        chances = {candidate.id: candidate.probability for candidate in _distribution(text, 10).candidates}
        return np.array([chances.get(token, 0.0) for token in request.ids], np.float32)

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        text = self._prompt(request.model, request.text, check_cancelled) + "".join(map(chr, request.continuation))
        first, end = len(request.continuation), len(request.continuation) + request.max_new_tokens
        for index in range(first, end):
            check_cancelled()
            best = _distribution(text, max(1, request.top)).candidates
            text += best[0].text
            written, stop = text[len(request.text) :], "length" if index == end - 1 else None
            yield GenerationStep(index, best[0], 1, 1.0, 1.0, best[: request.top], written, stop)

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        text = self._prompt(request.model, request.text, check_cancelled)
        written = ""
        for step in range(1, request.max_new_tokens + 1):
            check_cancelled()
            written += _distribution(text + written, 1).candidates[0].text
            item = Continuation(tuple(map(ord, written)), written, surprisal_bits=float(step), ended=False)
            yield Continuations(step, (item,) * request.count)

    def _prompt(self, model: str, text: str, check_cancelled: CancelCheck) -> str:
        facts = self.facts(model, check_cancelled)
        if not facts.causal:
            raise NotCausal(model=facts.name)
        return check_text(text)


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


def _distribution(text: str, candidates: int) -> Distribution:
    best = tuple(_candidate(ord(text[-1]) + 1 + rank, 0.5 / 2**rank) for rank in range(candidates))
    rest = LogitHistogram(np.array([990]), np.array([-5.0], dtype=np.float32), 0.05)
    return Distribution(best, rest, entropy_bits=3.0, log_normaliser=1.0, vocabulary_size=VOCABULARY)


def _lens(text: str, candidates: int) -> tuple[LensReading, ...]:
    best = _distribution(text, candidates).candidates
    ranks = chain([7], [1] * LAYERS)
    return tuple(
        LensReading(best, 3.0, 0.5, rank, tuple(rank + place for place in range(candidates))) for rank in ranks
    )


def _shares(text: str, targets: AttributionTargets) -> ScoreShares:
    position = len(text) - 1 if targets.position == -1 else targets.position
    likely = _distribution(text[: position + 1], targets.likeliest).candidates
    named = tuple(_candidate(token, 0.01) for token in targets.tokens)
    found = (*named, *likely)
    score = np.array([10 + candidate.logit for candidate in found], np.float32)
    attention = np.zeros((len(found), LAYERS, HEADS, position + 1), np.float32)
    attention[:, 1, 0, max(0, position - 1)] = 0.5 * score
    mlp = np.outer(score, [0.4, 0.2, -0.2]).astype(np.float32)
    return ScoreShares(
        position=position,
        candidates=found,
        against=None if targets.against is None else _candidate(targets.against, 0.01),
        baseline=-10.0,
        softcap=None,
        score=score,
        embedding=np.float32(0.1) * score,
        positional=np.zeros(len(found), np.float32),
        attention=attention,
        mixer=np.zeros((len(found), LAYERS), np.float32),
        mlp=mlp,
        rest=score - (np.float32(0.1) * score + attention.sum((1, 2, 3)) + mlp.sum(1)),
    )


def _neurons(text: str) -> Floats:
    """(tokens, neurons): neuron n is excited by the n-th letter of the alphabet."""
    codes = np.array([ord(character) for character in text])
    return (codes[:, None] - 97 == np.arange(NEURONS)).astype(np.float32)


def _unembedding(text: str, candidates: int) -> Unembedding:
    """A state of ones; each row holds the logit in its first number."""
    best = _distribution(text, candidates).candidates
    rows = np.zeros((len(best), WIDTH), np.float32)
    rows[:, 0] = [candidate.logit for candidate in best]
    return Unembedding(np.ones(WIDTH, np.float32), rows, np.zeros(len(best), np.float32), scale=1.0, softcap=None)


def _weights(length: int, causal: bool) -> Floats:
    """(heads, queries, keys)."""
    if not causal:
        return np.full((HEADS, length, length), 1 / length, np.float32)
    weights = np.zeros((HEADS, length, length), np.float32)
    weights[:, :, 0] = 0.5
    for query in range(length):
        weights[:, query, max(0, query - 1)] += 0.5
    return weights


def _states(text: str, causal: bool) -> Floats:
    """(tokens, width)."""
    codes = np.array([ord(character) for character in text], np.float32)
    seen = np.cumsum(codes) if causal else np.full(len(codes), codes.sum())
    return np.repeat(seen[:, None], WIDTH, axis=1).astype(np.float32)
