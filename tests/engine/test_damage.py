"""Weights damaged without a change of size: nobody is shown what they give, and a copy made here is made again."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from llm_viz.base.errors import ModelBroken
from llm_viz.cli import main
from llm_viz.engine import store, upkeep
from llm_viz.engine.catalogue import Folder, ModelCard
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, Sampling, SamplingRequest
from llm_viz.engine.protocol.tracing import Capture, InterventionBatchRequest, SurprisalRequest, TraceRequest
from tests.support import tiny

TEXT = "the apple"


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ready: Path) -> ModelCard:
    """A model whose copy here is made by copying the `ready` one."""
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(
        store, "convert", lambda _source, _card, folder, *_: shutil.copytree(ready, folder, dirs_exist_ok=True)
    )
    monkeypatch.setattr(store, "_SMALL_FILE", 0)  # such tiny weights would be read again at every check
    source = tmp_path / "own.gguf"
    source.write_bytes(b"GGUF" * 100)
    card = ModelCard("own", "Own", causal=True, source=Folder(source), licence="", best_language=None)
    prepare(card)
    return card


@pytest.fixture
def engine(card: ModelCard) -> LocalEngine:
    return LocalEngine(lambda _: card, lambda: [card])


def prepare(card: ModelCard) -> Path:
    return store.prepare(card, lambda _share, _stage: None)


def spoil_tokens(card: ModelCard) -> None:
    """No numbers in the vectors of the tokens of TEXT: other tokens, such as those of the check at load, stay sound."""
    file = store.prepared_folder(card) / "model.safetensors"
    tensors = load_file(file)
    ids = tiny.tokenizer().encode(TEXT).ids
    tensors["model.embed_tokens.weight"][ids] = float("nan")
    size = file.stat().st_size
    save_file(tensors, file, {"format": "pt"})
    assert file.stat().st_size == size
    assert store.status(card) is None, "the cheap check cannot see it"


QUESTIONS: dict[str, Callable[[LocalEngine], object]] = {
    "prediction": lambda engine: engine.trace(TraceRequest("own", TEXT)),
    "streams": lambda engine: engine.trace(TraceRequest("own", TEXT, capture=Capture(candidates=0, hidden="all"))),
    "attention": lambda engine: engine.trace(TraceRequest("own", TEXT, capture=Capture(candidates=0, attention="all"))),
    "lens": lambda engine: engine.trace(TraceRequest("own", TEXT, capture=Capture(candidates=0, lens=3))),
    "surprisal": lambda engine: engine.surprisal(SurprisalRequest("own", TEXT)),
    "text": lambda engine: list(engine.generate(GenerationRequest("own", TEXT))),
    "texts": lambda engine: list(engine.continuations(ContinuationsRequest("own", TEXT))),
    "sampling": lambda engine: engine.sampling_probabilities(
        SamplingRequest("own", TEXT, ids=(1,), sampling=Sampling())
    ),
    "interventions": lambda engine: list(
        engine.intervention_batches(InterventionBatchRequest("own", TEXT, rows=((),), position=0))
    ),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_what_is_no_number_is_a_damaged_model_and_the_copy_is_marked(
    engine: LocalEngine, card: ModelCard, ask: Callable[[LocalEngine], object]
) -> None:
    spoil_tokens(card)
    with pytest.raises(ModelBroken):
        ask(engine)
    assert store.status(card) == "error-model-broken"
    prepare(card)
    assert ask(engine), "the copy that was made again is loaded"


def test_sound_weights_are_not_checked_again_for_a_question(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("llm_viz.engine.local.is_damaged", lambda _: pytest.fail("checked"))
    for ask in QUESTIONS.values():
        ask(engine)


def best(engine: LocalEngine) -> object:
    """The most probable tokens after TEXT, with their logits."""
    following = engine.trace(TraceRequest("own", TEXT)).next
    assert following is not None
    return following.candidates


def flip_a_bit(card: ModelCard) -> None:
    """Damage that gives numbers, and wrong pictures."""
    with (store.prepared_folder(card) / "model.safetensors").open("r+b") as file:
        file.seek(-4096, 2)
        byte = file.read(1)[0]
        file.seek(-4096, 2)
        file.write(bytes([byte ^ 64]))


def test_a_server_finds_silent_damage_and_mends_it(
    engine: LocalEngine, card: ModelCard, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(upkeep, "known_cards", lambda: (card,))
    sound = best(engine)
    assert upkeep.check_and_mend(engine) == ()
    flip_a_bit(card)
    spoiled = LocalEngine(lambda _: card, lambda: [card])
    assert best(spoiled) != sound
    with caplog.at_level(logging.WARNING):
        assert upkeep.check_and_mend(spoiled) == ("own",)
    assert "made again" in caplog.text
    assert store.status(card) is None
    assert best(spoiled) == sound


def test_damage_that_cannot_be_mended_is_said_and_the_server_goes_on(
    engine: LocalEngine, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ModelBroken(model="own", file="own.gguf")

    monkeypatch.setattr(upkeep, "known_cards", lambda: (card,))
    flip_a_bit(card)
    monkeypatch.setattr(store, "convert", fail)
    assert upkeep.check_and_mend(engine) == ("own",)
    assert [status.problem for status in engine.models()] == ["error-model-broken"]
    with pytest.raises(ModelBroken):
        engine.trace(TraceRequest("own", TEXT))


def test_a_model_that_is_used_where_it_lies_is_refused(
    engine: LocalEngine, card: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.trace(TraceRequest("own", TEXT))
    monkeypatch.setattr(upkeep, "known_cards", lambda: (card,))
    monkeypatch.setattr(upkeep, "is_made_here", lambda _: False)
    monkeypatch.setattr(upkeep, "is_damaged", lambda _: True)
    upkeep.check_and_mend(engine)
    with pytest.raises(ModelBroken):
        engine.facts("own")
    assert [status.problem for status in engine.models()] == ["error-model-broken"]


def test_setup_makes_again_what_a_question_or_its_own_check_found_damaged(
    card: ModelCard, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("llm_viz.cli.setup.known_cards", lambda: (card,))
    monkeypatch.setattr("llm_viz.cli.setup.find_card", lambda *_, **__: card)
    file = store.prepared_folder(card) / "model.safetensors"
    tensors = load_file(file)
    tensors["model.norm.weight"][:] = float("nan")
    save_file(tensors, file, {"format": "pt"})
    assert store.status(card) is None
    assert main(["setup"]) == 0
    assert "✓" in capsys.readouterr().out
    store.verify(card, thorough=True)
