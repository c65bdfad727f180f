"""The engine: shared by many visitors, bounded, fair, and clear about what it cannot do."""

from __future__ import annotations

import pickle
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from llm_viz.base.errors import (
    EmptyText,
    ModelBroken,
    OutOfMemory,
    TextNotUnicode,
    TextTooLong,
    UnknownModel,
)
from llm_viz.engine import local as engine_module
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, Sampling, SamplingRequest
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    Capture,
    HeadAblation,
    InterventionBatchRequest,
    TraceRequest,
)
from llm_viz.engine.results_cache import ResultsCache, size_of
from tests.support import tiny


class Left(Exception):
    """The visitor closed the page."""


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ModelCard]:
    folder = tmp_path_factory.mktemp("models")
    kinds = {**tiny.CAUSAL, "bert": tiny.bert}
    return {name: tiny.save(build, folder / name) for name, build in kinds.items()}


@pytest.fixture
def engine(cards: dict[str, ModelCard]) -> LocalEngine:
    def find(key: str) -> ModelCard:
        if key not in cards:
            raise UnknownModel(model=key, known=", ".join(cards))
        return cards[key]

    return LocalEngine(find, cards.values)


def test_all_offered_models_are_listed_and_described(engine: LocalEngine) -> None:
    assert [(status.key, status.problem) for status in engine.models()] == [
        ("llama", None),
        ("gpt2", None),
        ("gemma2", None),
        ("gemma3", None),
        ("bert", None),
    ]
    facts = engine.facts("llama")
    assert (facts.layers, facts.heads, facts.key_value_heads, facts.width) == (3, 4, 2, 32)
    assert (facts.vocabulary_size, facts.context_length, facts.precision) == (tiny.VOCABULARY, 128, "float32")


@pytest.mark.parametrize(
    ("text", "error"), [("", EmptyText), ("a" * 10_000, TextTooLong), ("a\ud800b", TextNotUnicode)]
)
def test_texts_that_cannot_be_read_are_refused_in_words(engine: LocalEngine, text: str, error: type[Exception]) -> None:
    for ask in (
        lambda: engine.tokenize(TokenizeRequest("llama", text)),
        lambda: engine.trace(TraceRequest("llama", text)),
        lambda: engine.generate(GenerationRequest("llama", text)),
        lambda: engine.continuations(ContinuationsRequest("llama", text)),
        lambda: engine.sampling_probabilities(SamplingRequest("llama", text, (1,), Sampling())),
    ):
        with pytest.raises(error) as problem:
            ask()
        assert "error-" not in str(problem.value)


@pytest.mark.parametrize(
    "text",
    [" ", "\x00\x07\u202eabc\u2066", "</script><b>", "👨‍👩‍👧", "e\u0301\u0301", "<|endoftext|>", "\ufffd", "\r\n\t"],
)
def test_odd_texts_are_read_like_any_other(engine: LocalEngine, text: str) -> None:
    seen = engine.trace(TraceRequest("llama", text))
    assert b"".join(token.bytes for token in seen.tokens).decode() == text
    assert len(list(engine.generate(GenerationRequest("llama", text, max_new_tokens=3)))) > 0


def test_an_unknown_model_is_refused(engine: LocalEngine) -> None:
    with pytest.raises(UnknownModel, match="llama"):
        engine.facts("../../etc/passwd")


def test_the_same_question_is_computed_once(engine: LocalEngine) -> None:
    first = engine.trace(TraceRequest("llama", "apple", capture=Capture(attention="all")))
    assert engine.trace(TraceRequest("llama", "apple", capture=Capture(attention="all"))) is first
    assert engine.trace(TraceRequest("llama", "apple")) is not first
    read = engine.tokenize(TokenizeRequest("llama", "apple"))
    assert engine.tokenize(TokenizeRequest("llama", "apple")) is read


def test_a_text_that_was_written_is_kept_for_all_who_ask_for_it(engine: LocalEngine) -> None:
    request = GenerationRequest("llama", "apple", sampling=Sampling(seed=5), max_new_tokens=4)
    several = ContinuationsRequest("llama", "apple", Sampling(seed=5), count=2, max_new_tokens=4)
    for ask in (lambda: engine.generate(request), lambda: engine.continuations(several)):
        begun = next(ask())  # who left before the end has left nothing behind
        first = list(ask())
        assert len(first) == 4
        assert first[0] is not begun
        again = list(ask())
        assert all(one is other for one, other in zip(again, first, strict=True))
    other = replace(request, sampling=Sampling(seed=6))
    assert next(engine.generate(other)) is not next(engine.generate(request))


def test_who_leaves_a_kept_text_is_let_go(engine: LocalEngine) -> None:
    request = GenerationRequest("llama", "apple", max_new_tokens=4)
    list(engine.generate(request))

    def leave() -> None:
        raise Left

    with pytest.raises(Left):
        next(engine.generate(request, leave))


def test_requests_and_results_are_picklable(engine: LocalEngine) -> None:
    request = GenerationRequest("llama", "apple", sampling=Sampling(seed=3), max_new_tokens=4)
    assert pickle.loads(pickle.dumps(request)) == request
    steps = list(engine.generate(request))
    assert pickle.loads(pickle.dumps(steps)) == steps
    with pytest.raises(EmptyText) as problem:
        engine.trace(TraceRequest("llama", ""))
    assert type(pickle.loads(pickle.dumps(problem.value))) is EmptyText


def test_simultaneous_visitors_get_what_they_would_get_alone(engine: LocalEngine) -> None:
    """Traces and variants with and without interventions and generations, all at once, on one model: nothing leaks.

    What is read together may differ by rounding.
    """
    texts = ["the apple", "phone 私は", "今日 and"]

    def visit(number: int) -> list[object]:
        text = texts[number % 3]
        interventions = (AttentionKnockout(1, 0), HeadAblation(1, 2)) if number % 2 else ()
        capture = Capture(attention="all", hidden="all")
        seen = engine.trace(TraceRequest("llama", text, capture=capture, interventions=interventions))
        (part,) = engine.intervention_batches(
            InterventionBatchRequest("llama", text, (interventions, (AttentionKnockout(1, 0, (2,)),)), 1, hidden=(3,))
        )
        steps = engine.generate(GenerationRequest("llama", text, sampling=Sampling(seed=number), max_new_tokens=6))
        return [
            seen.attention[2],
            seen.hidden[3],
            part.hidden,
            [step.chosen.id for step in steps],
        ]

    alone = [visit(number) for number in range(6)]
    engine._results = ResultsCache(0)  # so that nothing is answered from memory
    together: dict[int, list[object]] = {}
    threads = [threading.Thread(target=lambda n=n: together.update({n: visit(n)})) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for number, expected in enumerate(alone):
        *found, written = together[number]
        for array, expected_array in zip(found, expected[:-1], strict=True):
            np.testing.assert_allclose(array, expected_array, atol=1e-5)
        assert written == expected[-1]


def test_a_visitor_who_leaves_stops_the_work(engine: LocalEngine) -> None:
    calls = 0

    def check_cancelled() -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise Left

    steps = engine.generate(GenerationRequest("llama", "apple", max_new_tokens=100), check_cancelled)
    seen = []
    with pytest.raises(Left):
        seen.extend(iter(steps.__next__, None))
    assert calls == 4
    assert engine._core.waiting == 0, "the queue must not keep a place for somebody who left"


def test_a_closed_iterator_frees_its_place(engine: LocalEngine) -> None:
    steps = engine.generate(GenerationRequest("llama", "apple", max_new_tokens=100))
    next(steps)
    steps.close()
    assert engine._core.waiting == 0


def test_running_out_of_memory_is_said_in_words(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:121] DefaultCPUAllocator: can't allocate memory: you tried")

    monkeypatch.setattr(engine_module, "traces", fail)
    with pytest.raises(OutOfMemory):
        engine.trace(TraceRequest("llama", "apple"))
    monkeypatch.undo()
    assert engine.trace(TraceRequest("llama", "apple")).next is not None


def test_damaged_weights_are_said_in_words(tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "llama")
    weights = tmp_path / "llama" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:2000])
    engine = LocalEngine(lambda _: card, lambda: [card])
    with pytest.raises(ModelBroken):
        engine.facts("llama")


def test_the_cache_of_results_is_bounded() -> None:
    cache, computed = ResultsCache(max_bytes=3_000_000), []

    def result(number: int) -> np.ndarray:
        computed.append(number)
        return np.zeros(1_000_000, np.uint8)

    for number in (0, 1, 0, 2, 0, 3):
        assert size_of(cache.get(number, lambda number=number: result(number))) >= 1_000_000
    assert computed == [0, 1, 2, 3]
    assert cache.bytes <= 3_000_000
    cache.get(1, lambda: result(1))
    assert computed[-1] == 1, "the least recently used one made room"
    cache.get("huge", lambda: np.zeros(4_000_000, np.uint8))
    assert cache.bytes <= 3_000_000


def test_a_damaged_tokenizer_is_said_in_words(tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "llama")
    (tmp_path / "llama" / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelBroken):
        LocalEngine(lambda _: card, lambda: [card]).facts("llama")
