"""A model that would be shown wrongly is not shown: each fault that the check at load is there for, made on purpose."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import T5Config, T5ForConditionalGeneration

from llm_viz.base.errors import LlmVizError, ModelBroken, ModelDeviates, ModelUnsupported
from llm_viz.engine import attention, self_check, softmax_watch, transformer_modules
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.loading import load
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.trace import trace
from tests.support import families, tiny
from tests.support.device import DEVICE, TOLERANCE


def saved(name: str, folder: Path) -> ModelCard:
    return families.save(families.build(name), folder / name, name in families.CAUSAL)


def refused(card: ModelCard) -> str:
    """The part in which the model differs from itself."""
    with pytest.raises(ModelDeviates) as problem:
        load(card, card.source.path, DEVICE)
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
    load(card, card.source.path, DEVICE)
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
    half = dataclasses.replace(DEVICE, dtype=torch.bfloat16)
    loaded = load(card, card.source.path, half)
    assert loaded.facts.precision == "bfloat16"
    seen = trace(loaded, TraceRequest(name, "the apple 私は", capture=Capture(attention="all", hidden="all")))
    ids = torch.tensor([[token.id for token in seen.tokens]])
    with torch.no_grad():
        plain = families.build(name)(input_ids=ids, output_attentions=True, output_hidden_states=True)
    pairs = [(seen.hidden[layer], plain.hidden_states[layer][0]) for layer in range(loaded.facts.layers)]
    pairs += [(seen.attention[layer], weights[0]) for layer, weights in enumerate(plain.attentions)]
    for found, exact in pairs:
        allowed = TOLERANCE[torch.bfloat16] * max(1.0, float(exact.abs().max()))
        np.testing.assert_allclose(found, exact, rtol=0, atol=allowed)


def change_weights(card: ModelCard, change: dict[str, torch.Tensor | None]) -> None:
    file = card.source.path / "model.safetensors"
    tensors = load_file(file) | change
    save_file({name: tensor for name, tensor in tensors.items() if tensor is not None}, file, {"format": "pt"})


def test_weights_that_are_no_numbers_are_damaged(tmp_path: Path) -> None:
    card = saved("llama", tmp_path)
    change_weights(card, {"model.norm.weight": torch.full((32,), float("nan"))})
    with pytest.raises(ModelBroken):
        load(card, card.source.path, DEVICE)


def test_what_is_not_known_is_not_called_damaged(tmp_path: Path) -> None:
    card = saved("llama", tmp_path)
    config = card.source.path / "config.json"
    config.write_text(config.read_text().replace('"llama"', '"no-such-model"'))
    with pytest.raises(ModelUnsupported, match="no-such-model"):
        load(card, card.source.path, DEVICE)


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
