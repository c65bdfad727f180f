"""A model that would be shown wrongly is not shown: each fault that the check at load is there for, made on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import T5Config, T5ForConditionalGeneration

from llm_viz.base.errors import LlmVizError, ModelBroken, ModelDeviates, ModelUnsupported
from llm_viz.engine import attention, self_check, softmax_watch, transformer_modules
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.loading import load
from llm_viz.engine.local import LocalEngine
from tests.support import families, tiny


def saved(name: str, folder: Path) -> ModelCard:
    return families.save(families.build(name), folder / name, name in families.CAUSAL)


def refused(card: ModelCard) -> str:
    """The part in which the model differs from itself."""
    with pytest.raises(ModelDeviates) as problem:
        load(card, card.source.path, tiny.CPU)
    assert problem.value.values["model"] == card.key
    return str(problem.value.values["part"])


def test_attention_sinks_that_are_overlooked_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = attention.hooked_weights
    monkeypatch.setattr(attention, "hooked_weights", lambda hook, layer, scores, sinks: weights(hook, layer, scores))
    assert refused(saved("gpt-oss", tmp_path)) == "attention"


def test_a_mask_that_is_overlooked_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "_masked", lambda scores, mask, causal: scores)
    assert refused(saved("llama", tmp_path)) == "attention"


@pytest.mark.parametrize("name", ["granite", "cohere", "falcon-h1"])
def test_a_scale_of_the_logits_that_is_overlooked_is_noticed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = saved(name, tmp_path)
    load(card, card.source.path, tiny.CPU)
    monkeypatch.setattr(transformer_modules, "_logit_scale", lambda config: 1.0)
    assert refused(card) == "lens"


def test_a_head_that_reads_something_else_than_the_stream_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = saved("opt", tmp_path)
    monkeypatch.setattr(transformer_modules, "_same", lambda one, other: False)
    assert refused(card) == "lens"


def test_another_result_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = softmax_watch.make_observable

    def replace_and_spoil(model: torch.nn.Module, parts: transformer_modules.TransformerModules) -> None:
        replace(model, parts)
        parts.output_projection.weight.data.mul_(1.01)

    monkeypatch.setattr(self_check, "make_observable", replace_and_spoil)
    assert refused(saved("llama", tmp_path)) == "result"


@pytest.mark.parametrize("name", ["llama", "gpt-oss", "bloom", "bert"])
def test_half_precision_is_no_deviation(name: str, tmp_path: Path) -> None:
    card = saved(name, tmp_path)
    half = tiny.CPU.__class__(torch.device("cpu"), torch.bfloat16, "CPU")
    assert load(card, card.source.path, half).facts.precision == "bfloat16"


def change_weights(card: ModelCard, change: dict[str, torch.Tensor | None]) -> None:
    file = card.source.path / "model.safetensors"
    tensors = load_file(file) | change
    save_file({name: tensor for name, tensor in tensors.items() if tensor is not None}, file, {"format": "pt"})


def test_weights_that_are_no_numbers_are_damaged(tmp_path: Path) -> None:
    card = saved("llama", tmp_path)
    change_weights(card, {"model.norm.weight": torch.full((32,), float("nan"))})
    with pytest.raises(ModelBroken):
        load(card, card.source.path, tiny.CPU)


def test_what_is_not_known_is_not_called_damaged(tmp_path: Path) -> None:
    card = saved("llama", tmp_path)
    config = card.source.path / "config.json"
    config.write_text(config.read_text().replace('"llama"', '"no-such-model"'))
    with pytest.raises(ModelUnsupported, match="no-such-model"):
        load(card, card.source.path, tiny.CPU)


def test_what_was_refused_once_is_not_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "_masked", lambda scores, mask, causal: scores)
    card = saved("llama", tmp_path)
    engine = LocalEngine(lambda _: card, lambda: [card])
    for _ in range(2):
        with pytest.raises(LlmVizError) as problem:
            engine.facts("llama")
        assert problem.value.message_id == "error-model-deviates"
        monkeypatch.setattr("llm_viz.engine.local.load", lambda *_: pytest.fail("loaded again"))
    assert [status.problem for status in engine.models()] == ["error-model-deviates"]


def test_a_model_of_two_halves_is_refused(tmp_path: Path) -> None:
    small = {"d_model": 32, "d_kv": 8, "d_ff": 48, "num_layers": 2, "num_heads": 4, "vocab_size": tiny.VOCABULARY}
    card = families.save(T5ForConditionalGeneration(T5Config(**small)), tmp_path / "t5", causal=True)
    engine = LocalEngine(lambda _: card, lambda: [card])
    with pytest.raises(ModelUnsupported, match="T5ForConditionalGeneration"):
        engine.facts("t5")
