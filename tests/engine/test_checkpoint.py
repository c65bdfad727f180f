"""Weights and configuration belong together, or the model is refused in words: nothing is made up, nothing left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from llm_viz.base.errors import WeightsUnfit
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.loading import load
from tests.support import families, tiny
from tests.support.device import DEVICE

Tensors = dict[str, torch.Tensor]
UP = "model.layers.1.mlp.up_proj.weight"
QUERY = "model.layers.0.self_attn.q_proj"


def saved(folder: Path, change: Callable[[Tensors], Tensors], **config: object) -> ModelCard:
    """A tiny Llama whose weights and configuration were changed after it was saved."""
    card = tiny.save(tiny.llama, folder / "llama")
    return changed(card, change, **config)


def changed(card: ModelCard, change: Callable[[Tensors], Tensors], **config: object) -> ModelCard:
    file = card.source.path / "model.safetensors"
    save_file(change(load_file(file)), file, {"format": "pt"})
    settings = card.source.path / "config.json"
    settings.write_text(json.dumps(json.loads(settings.read_text()) | config))
    return card


def logits(card: ModelCard) -> torch.Tensor:
    loaded = load(card, card.source.path, DEVICE)
    with torch.no_grad():
        return loaded.next_logits(loaded.tensor([5, 6, 7]))


def respelled(spell: Callable[[str], str]) -> Callable[[Tensors], Tensors]:
    return lambda tensors: {spell(name): tensor for name, tensor in tensors.items()}


@pytest.mark.parametrize(
    "spell",
    [
        lambda name: f"_orig_mod.{name}",
        lambda name: f"module.{name}",
        lambda name: f"module._orig_mod.{name}",
        lambda name: name.replace("layers.1.", "layers.1._orig_mod."),
        lambda name: f"model.{name}" if name.startswith("model.") else name,
    ],
    ids=["compiled", "parallel", "both", "one block compiled", "doubled"],
)
def test_what_a_model_was_wrapped_in_when_it_was_saved_is_taken_off(
    spell: Callable[[str], str], tmp_path: Path
) -> None:
    plain = logits(saved(tmp_path / "plain", dict))
    torch.testing.assert_close(logits(saved(tmp_path / "wrapped", respelled(spell))), plain, rtol=0, atol=1e-5)


def without(name: str) -> Callable[[Tensors], Tensors]:
    return lambda tensors: {key: tensor for key, tensor in tensors.items() if key != name}


ADAPTED = {f"{QUERY}.lora_A.weight": torch.ones(4, 32), f"{QUERY}.lora_B.weight": torch.ones(32, 4)}
UNFIT = {
    "missing": (without(UP), {}, r"layers\.1\.mlp\.up_proj"),
    "no output projection": (without("lm_head.weight"), {}, "lm_head"),
    "an unknown wrapper": (respelled(lambda name: f"base_model.model.{name}"), {}, "lm_head"),
    "an adapter beside its weights": (lambda tensors: tensors | ADAPTED, {}, "lora_A"),
    "an adapter around its weights": (
        lambda tensors: respelled(lambda name: name.replace("q_proj.", "q_proj.base_layer."))(tensors) | ADAPTED,
        {},
        "q_proj",
    ),
    "a bias without a place": (lambda tensors: tensors | {f"{QUERY}.bias": torch.ones(32)}, {}, r"q_proj\.bias"),
    "fewer layers configured": (dict, {"num_hidden_layers": 2}, r"layers\.2"),
    "more layers configured": (dict, {"num_hidden_layers": 4}, r"layers\.3"),
    "another vocabulary": (dict, {"vocab_size": 300}, r"\(320, 32\) ≠ \(300, 32\)"),
    "another width": (dict, {"intermediate_size": 64}, r"mlp\.\w+"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_weights_and_configuration_that_disagree_are_refused_with_their_names(name: str, tmp_path: Path) -> None:
    change, config, said = UNFIT[name]
    card = saved(tmp_path, change, **config)
    with pytest.raises(WeightsUnfit, match=said):
        load(card, card.source.path, DEVICE)


def test_a_model_with_an_adapter_beside_it_is_refused(tmp_path: Path) -> None:
    card = saved(tmp_path, dict)
    (card.source.path / "adapter_config.json").write_text("{}")
    with pytest.raises(WeightsUnfit, match="adapter_config"):
        load(card, card.source.path, DEVICE)


def test_what_no_part_of_the_model_uses_may_be_left_over(tmp_path: Path) -> None:
    plain = logits(saved(tmp_path / "plain", dict))
    more = {
        "score.weight": torch.ones(2, 32),
        "model.vision_tower.blocks.0.weight": torch.ones(2, 2),
        "model.layers.0.self_attn.rotary_emb.inv_freq": torch.ones(4),
    }
    left = logits(saved(tmp_path / "left", lambda tensors: tensors | more))
    torch.testing.assert_close(left, plain, rtol=0, atol=1e-5)


def test_masks_that_older_files_hold_are_no_weights(tmp_path: Path) -> None:
    card = tiny.save(tiny.gpt2, tmp_path / "gpt2")
    attention = "transformer.h.0.attn"
    masks = {f"{attention}.bias": torch.ones(1, 1, 8, 8), f"{attention}.masked_bias": torch.tensor(-1e4)}
    load(changed(card, lambda tensors: tensors | masks), card.source.path, DEVICE)


def test_the_body_of_a_model_saved_without_its_name_is_compared_too(tmp_path: Path) -> None:
    card = tiny.save(tiny.gpt2, tmp_path / "gpt2")
    shorten = respelled(lambda name: name.removeprefix("transformer."))
    with pytest.raises(WeightsUnfit, match=r"h\.2"):
        load(changed(card, shorten, n_layer=2), card.source.path, DEVICE)


def test_an_encoder_may_bring_a_head_but_not_half_of_itself(tmp_path: Path) -> None:
    card = families.save(families.build("bert"), tmp_path / "bert", causal=False)
    head = {"cls.predictions.bias": torch.ones(tiny.VOCABULARY)}
    load(changed(card, lambda tensors: tensors | head), card.source.path, DEVICE)
    name = next(name for name in load_file(card.source.path / "model.safetensors") if "layer.1.output.dense" in name)
    with pytest.raises(WeightsUnfit, match=r"layer\.1"):
        load(changed(card, without(name)), card.source.path, DEVICE)
