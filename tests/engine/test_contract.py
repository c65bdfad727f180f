"""What every engine promises: the one that runs models, the one that the app tests run on, and one elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import pytest

from llm_viz.base.errors import BadRequest, EmptyText, NotCausal, UnknownModel
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.anatomy import BlockPart, BlockSumsRequest, EmbeddingSum, NeighboursRequest, ProductRequest
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.generation import GREEDY, ContinuationsRequest, GenerationRequest, SamplingRequest
from llm_viz.engine.protocol.neurons import NeuronRequest, NeuronSumRequest
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import (
    Capture,
    HeadAblation,
    InterventionBatchRequest,
    SurprisalRequest,
    TraceRequest,
)
from tests.support import tiny
from tests.support.fake_engine import FakeEngine
from tests.support.replica_server import serving

TEXT = "the apple"
EVERYTHING = Capture(attention="all", hidden="all", lens=3, candidates=5, vectors="all", neurons="all", unembedding=2)
WITHOUT_LENS = Capture(attention="all", hidden="all", candidates=5, vectors="all")


@dataclass(frozen=True)
class Subject:
    """An engine with a model that predicts and one that does not."""

    engine: Engine
    causal: str
    encoder: str


@pytest.fixture(scope="module", params=["fake", "local", "remote"])
def subject(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    if request.param == "fake":
        yield Subject(FakeEngine(), "smollm2-135m", "minilm-l6")
        return
    folder = tmp_path_factory.mktemp("models")
    cards = {name: tiny.save(build, folder / name) for name, build in (("llama", tiny.llama), ("bert", tiny.bert))}

    def find(key: str) -> tiny.ModelCard:
        if key not in cards:
            raise UnknownModel(model=key, known=", ".join(cards))
        return cards[key]

    engine: Engine = LocalEngine(find, cards.values)
    with ExitStack() as stack:
        if request.param == "remote":
            engine = RemoteEngine(stack.enter_context(serving(engine)).cluster())
        yield Subject(engine, "llama", "bert")


def test_the_models_are_listed_and_an_unknown_one_is_refused(subject: Subject) -> None:
    listed = {status.key: status.causal for status in subject.engine.models()}
    assert (listed[subject.causal], listed[subject.encoder]) == (True, False)
    with pytest.raises(UnknownModel):
        subject.engine.facts("nobody")


def test_an_inventory_counts_every_layer(subject: Subject) -> None:
    facts, inventory = subject.engine.facts(subject.causal), subject.engine.inventory(subject.causal)
    assert inventory.parameters == sum(group.parameters for group in inventory.groups) > 0
    assert {group.layer for group in inventory.groups} >= set(range(facts.layers))
    assert len(inventory.cache) == facts.layers
    assert inventory.read_per_token > 0
    assert subject.engine.inventory(subject.encoder).cache == ()


def test_a_neuron_raises_tokens(subject: Subject) -> None:
    raised = subject.engine.neuron_writes(NeuronRequest(subject.causal, 1, 3, count=4)).raised
    assert len({token.id for token in raised}) == 4
    assert sorted(raised, key=lambda token: -token.deviations) == list(raised)
    assert raised[0].deviations > 0
    with pytest.raises(NotCausal):
        subject.engine.neuron_writes(NeuronRequest(subject.encoder, 0, 0))
    with pytest.raises(BadRequest):
        subject.engine.neuron_writes(NeuronRequest(subject.causal, 0, 10**6))


def test_bandwidth_is_measured(subject: Subject) -> None:
    bandwidth = subject.engine.bandwidth()
    assert bandwidth.bytes_per_second > 0
    assert bandwidth.bytes_per_number in (2, 4)


def test_the_tokens_are_the_text_and_those_of_a_trace(subject: Subject) -> None:
    for model in (subject.causal, subject.encoder):
        read = subject.engine.tokenize(TokenizeRequest(model, TEXT))
        traced = subject.engine.trace(TraceRequest(model, TEXT))
        assert "".join(token.text for token in read.tokens if token.kind == "text") == TEXT
        assert [token.position for token in read.tokens] == list(range(len(read.tokens)))
        assert traced.tokens == read.tokens
        assert read.vocabulary_size == subject.engine.facts(model).vocabulary_size


def test_merges_are_replayed_from_the_characters(subject: Subject) -> None:
    history = subject.engine.merge_history(TokenizeRequest(subject.causal, TEXT))
    assert len(history.start) == len(TEXT)
    assert history.agrees
    assert all(merge.symbols for merge in history.merges)


def test_a_trace_keeps_what_was_asked_for_in_one_shape(subject: Subject) -> None:
    facts = subject.engine.facts(subject.causal)
    trace = subject.engine.trace(TraceRequest(subject.causal, TEXT, capture=EVERYTHING))
    length = len(trace.tokens)
    assert sorted(trace.attention) == sorted(trace.vectors) == list(range(facts.layers))
    assert sorted(trace.hidden) == list(range(facts.layers + 1))
    assert {weights.shape for weights in trace.attention.values()} == {(facts.heads, length, length)}
    assert {states.shape for states in trace.hidden.values()} == {(length, facts.width)}
    assert {vectors.queries.shape for vectors in trace.vectors.values()} == {
        vectors.keys.shape for vectors in trace.vectors.values()
    }
    assert trace.vectors[0].queries.shape[:2] == (facts.heads, length)
    assert sorted(trace.neurons) == list(range(facts.layers))
    assert {len(activations) for activations in trace.neurons.values()} == {length}
    assert trace.unembedding is not None
    assert trace.unembedding.state.shape == (facts.width,)
    assert trace.unembedding.rows.shape == (2, facts.width)
    for weights in trace.attention.values():
        np.testing.assert_allclose(weights.sum(axis=2), 1, atol=1e-5)
        assert not np.triu(weights, 1).any()
    assert trace.next is not None
    assert trace.next.vocabulary_size == facts.vocabulary_size
    assert len(trace.next.candidates) == 5
    probabilities = [candidate.probability for candidate in trace.next.candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert len(trace.lens) == facts.layers + 1
    assert {len(reading.candidates) for reading in trace.lens} == {3}
    assert trace.lens[-1].winner_rank == 1
    assert trace.lens[-1].candidates[0].id == trace.next.candidates[0].id


def test_the_shares_of_a_score_add_up_to_it(subject: Subject) -> None:
    facts = subject.engine.facts(subject.causal)
    token = subject.engine.trace(TraceRequest(subject.causal, TEXT)).tokens[0].id
    asked = (AttributionTargets(likeliest=2), AttributionTargets(position=0, tokens=(token,), against=token + 1))
    last, inside = subject.engine.trace(TraceRequest(subject.causal, TEXT, attribution=asked)).attribution
    assert [candidate.id for candidate in inside.candidates] == [token]
    assert inside.against is not None
    assert inside.against.id == token + 1
    tokens = subject.engine.tokenize(TokenizeRequest(subject.causal, TEXT)).tokens
    assert (inside.position, last.position) == (0, len(tokens) - 1)
    assert last.candidates[0].probability >= last.candidates[1].probability
    for shares in (last, inside):
        assert shares.attention.shape == (len(shares.score), facts.layers, facts.heads, shares.position + 1)
        assert shares.mlp.shape == shares.mixer.shape == (len(shares.score), facts.layers)
        parts = shares.attention.sum((1, 2, 3)) + shares.mixer.sum(1) + shares.mlp.sum(1)
        total = parts + shares.embedding + shares.positional + shares.rest
        np.testing.assert_allclose(total, shares.score, atol=1e-4)
        logits = [candidate.logit for candidate in shares.candidates]
        np.testing.assert_allclose(shares.score + shares.baseline, logits, atol=1e-4)
    with pytest.raises(NotCausal):
        subject.engine.trace(TraceRequest(subject.encoder, TEXT, attribution=asked[:1]))


def test_a_trace_keeps_nothing_else(subject: Subject) -> None:
    capture = Capture(attention=(1,), hidden=(0, 2), positions=(1,), candidates=0)
    trace = subject.engine.trace(TraceRequest(subject.causal, TEXT, capture=capture))
    assert (list(trace.attention), list(trace.hidden), dict(trace.vectors)) == ([1], [0, 2], {})
    assert trace.hidden[2].shape == (1, subject.engine.facts(subject.causal).width)
    assert trace.next is None
    assert trace.lens == ()
    assert trace.attribution == ()


def test_an_encoder_is_traced_without_a_prediction(subject: Subject) -> None:
    trace = subject.engine.trace(TraceRequest(subject.encoder, TEXT, capture=WITHOUT_LENS))
    assert trace.next is None
    assert (trace.attention[0] > 0).all()
    with pytest.raises(NotCausal):
        subject.engine.trace(TraceRequest(subject.encoder, TEXT, capture=EVERYTHING))


def test_interventions_come_back_row_by_row(subject: Subject) -> None:
    facts = subject.engine.facts(subject.causal)
    rows = ((), (HeadAblation(0, 1),))
    request = InterventionBatchRequest(subject.causal, TEXT, rows, position=1, candidates=4)
    batches = list(subject.engine.intervention_batches(request))
    hidden = np.concatenate([batch.hidden for batch in batches])
    following = [distribution for batch in batches for distribution in batch.next]
    assert hidden.shape == (len(rows), facts.layers + 1, facts.width)
    assert not np.array_equal(hidden[0], hidden[1])
    assert [len(distribution.candidates) for distribution in following] == [4, 4]
    [unpredicted] = subject.engine.intervention_batches(
        InterventionBatchRequest(subject.encoder, TEXT, ((),), position=1, hidden=(1,))
    )
    assert unpredicted.hidden.shape == (1, 1, facts.width)
    assert unpredicted.next == ()


def test_a_token_is_most_like_itself(subject: Subject) -> None:
    token = subject.engine.trace(TraceRequest(subject.causal, TEXT)).tokens[0].id
    for model in (subject.causal, subject.encoder):
        sums = (EmbeddingSum((token,)), EmbeddingSum((token, token), (token,)))
        alone, again = subject.engine.neighbours(NeighboursRequest(model, sums, 4))
        assert [neighbour.id for neighbour in alone.neighbours] == [neighbour.id for neighbour in again.neighbours]
        assert alone.neighbours[0].id == token
        cosines = [neighbour.cosine for neighbour in alone.neighbours]
        assert cosines == sorted(cosines, reverse=True)
        assert cosines[0] == pytest.approx(1)
        assert alone.mean_cosine < 1
        assert alone.vector.shape == (subject.engine.facts(model).width,)
        assert alone.embeddings.shape == (4, subject.engine.facts(model).width)
        assert np.all(np.abs(alone.sample) <= 1 + 1e-5)
        assert len(alone.sample) > 0


def test_the_way_in_which_places_are_known_is_named(subject: Subject) -> None:
    places = subject.engine.place_encoding(subject.causal)
    assert places.kind == "rotary"
    assert all(frequencies[0] == pytest.approx(1) for frequencies in places.frequencies.values())


def test_what_blocks_add_makes_the_next_stream(subject: Subject) -> None:
    facts, trace = subject.engine.facts(subject.causal), subject.engine.trace(TraceRequest(subject.causal, TEXT))
    for position in (-1, 0):
        sums = subject.engine.block_sums(BlockSumsRequest(subject.causal, TEXT, position))
        assert sums.position == position % len(trace.tokens)
        assert sums.streams.shape == (facts.layers + 1, facts.width)
        np.testing.assert_allclose(sums.streams[:-1] + sums.attention + sums.mlp, sums.streams[1:], atol=1e-4)
        assert sums.stream_lengths.shape == (facts.layers + 1, len(trace.tokens))
        for lengths, vectors in ((sums.attention_lengths, sums.attention), (sums.mlp_lengths, sums.mlp)):
            assert lengths.shape == (facts.layers, len(trace.tokens))
            assert vectors.shape == (facts.layers, facts.width)


@pytest.mark.parametrize("part", ["attention", "mlp"])
def test_a_number_is_the_sum_of_its_products(subject: Subject, part: BlockPart) -> None:
    sums = subject.engine.block_sums(BlockSumsRequest(subject.causal, TEXT, 1))
    opened = subject.engine.product(ProductRequest(subject.causal, TEXT, 1, 1, part, 3, terms=2))
    total = sum(term.input * term.weight for term in opened.terms) + opened.others + opened.bias
    assert total == pytest.approx(opened.value, abs=1e-6)
    assert opened.added == pytest.approx(getattr(sums, part)[1, 3], abs=1e-5)


def test_a_neurons_number_is_the_sum_of_its_products(subject: Subject) -> None:
    activations = subject.engine.trace(TraceRequest(subject.causal, TEXT, capture=Capture(neurons=(1,)))).neurons[1]
    for position, neuron in ((1, 3), (-1, 5), (0, 0)):
        opened = subject.engine.neuron_sum(NeuronSumRequest(subject.causal, TEXT, position, 1, neuron, terms=2))
        for row in (opened.gate, *([opened.factor] if opened.factor else [])):
            total = sum(term.input * term.weight for term in row.terms) + row.others + row.bias
            assert total == pytest.approx(row.value, abs=1e-6)
        product = opened.opened * (1.0 if opened.factor is None else opened.factor.value)
        assert product == pytest.approx(opened.activation, abs=1e-5)
        assert opened.activation == pytest.approx(float(activations[position, neuron]), abs=1e-5)
    for wrong in ({"position": 99}, {"layer": 99}, {"neuron": 10**6}, {"terms": 0}):
        values = {"position": 0, "layer": 0, "neuron": 0, "terms": 2, **wrong}
        with pytest.raises(BadRequest):
            subject.engine.neuron_sum(NeuronSumRequest(subject.causal, TEXT, **values))


def test_surprisal_begins_with_nothing(subject: Subject) -> None:
    found = subject.engine.surprisal(SurprisalRequest(subject.causal, TEXT))
    assert found.bits.shape == (len(found.tokens),)
    assert np.isnan(found.bits[0])
    assert (found.bits[1:] > 0).all()


def test_chances_are_in_the_order_of_the_tokens_asked_for(subject: Subject) -> None:
    following = subject.engine.trace(TraceRequest(subject.causal, TEXT, capture=Capture(candidates=3))).next
    assert following is not None
    ids = tuple(candidate.id for candidate in reversed(following.candidates))
    chances = subject.engine.sampling_probabilities(SamplingRequest(subject.causal, TEXT, ids, GREEDY))
    assert chances.shape == (3,)
    assert chances.argmax() == 2


def test_steps_are_numbered_and_the_last_one_says_why(subject: Subject) -> None:
    steps = list(subject.engine.generate(GenerationRequest(subject.causal, TEXT, max_new_tokens=3, top=2)))
    assert [step.index for step in steps] == list(range(len(steps)))
    assert [step.stop is None for step in steps] == [True] * (len(steps) - 1) + [False]
    assert {len(step.candidates) for step in steps} == {2}
    assert {(step.rank, step.sampling_probability) for step in steps} == {(1, 1.0)}
    went_on = GenerationRequest(subject.causal, TEXT, (steps[0].chosen.id,), max_new_tokens=1)
    assert next(subject.engine.generate(went_on)).index == 1


def test_continuations_are_yielded_together(subject: Subject) -> None:
    request = ContinuationsRequest(subject.causal, TEXT, GREEDY, count=3, max_new_tokens=2)
    for number, state in enumerate(subject.engine.continuations(request), start=1):
        assert state.steps == number
        assert len(state.items) == 3
        assert {len(item.ids) for item in state.items} <= set(range(number + 1))


Question = Callable[[Engine, str, str], object]
PREDICTIONS: dict[str, Question] = {
    "intervention_batches": lambda engine, model, text: engine.intervention_batches(
        InterventionBatchRequest(model, text, ((),), 0, candidates=1)
    ),
    "surprisal": lambda engine, model, text: engine.surprisal(SurprisalRequest(model, text)),
    "sampling_probabilities": lambda engine, model, text: engine.sampling_probabilities(
        SamplingRequest(model, text, (0,), GREEDY)
    ),
    "generate": lambda engine, model, text: engine.generate(GenerationRequest(model, text)),
    "continuations": lambda engine, model, text: engine.continuations(ContinuationsRequest(model, text)),
}
READINGS: dict[str, Question] = {
    "tokenize": lambda engine, model, text: engine.tokenize(TokenizeRequest(model, text)),
    "merge_history": lambda engine, model, text: engine.merge_history(TokenizeRequest(model, text)),
    "trace": lambda engine, model, text: engine.trace(TraceRequest(model, text)),
    "block_sums": lambda engine, model, text: engine.block_sums(BlockSumsRequest(model, text)),
    "neuron_sum": lambda engine, model, text: engine.neuron_sum(NeuronSumRequest(model, text, 0, 0, 0)),
    "product": lambda engine, model, text: engine.product(ProductRequest(model, text, 0, 0, "mlp", 0)),
}


def ask(question: Question, engine: Engine, model: str, text: str) -> None:
    """An iterator may raise when it is first read."""
    answer = question(engine, model, text)
    if isinstance(answer, Iterator):
        next(answer)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_an_encoder_predicts_nothing_and_says_so(subject: Subject, name: str) -> None:
    with pytest.raises(NotCausal):
        ask(PREDICTIONS[name], subject.engine, subject.encoder, TEXT)


@pytest.mark.parametrize("name", [*PREDICTIONS, *READINGS])
def test_an_empty_text_and_an_unknown_model_are_refused(subject: Subject, name: str) -> None:
    question = (PREDICTIONS | READINGS)[name]
    with pytest.raises(EmptyText):
        ask(question, subject.engine, subject.causal, "")
    with pytest.raises(UnknownModel):
        ask(question, subject.engine, "nobody", TEXT)
