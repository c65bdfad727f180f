"""Every setting and tensor of a GGUF file is taken over, as llama.cpp understands it, or the file is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import (
    AutoModelForCausalLM,
    Gemma2ForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
)
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

from llm_viz.base.errors import ModelUnsupported
from tests.engine import tiny_gguf
from tests.engine.tiny_gguf import assert_kept, converted, logits
from tests.support import families, tiny

LLAMA3 = {
    "rope_type": "llama3",
    "rope_theta": 10_000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 32,
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))


def llama(**changes: Any) -> PreTrainedModel:
    torch.manual_seed(0)
    config = tiny.llama().config.to_dict() | changes
    model = LlamaForCausalLM(LlamaConfig(**config)).eval()
    families.randomise(model)
    return model


def frequency_factors(model: PreTrainedModel) -> np.ndarray:
    """By what llama.cpp's converter says that each frequency is divided."""
    scaled, _ = ROPE_INIT_FUNCTIONS[model.config.rope_parameters["rope_type"]](model.config, torch.device("cpu"))
    length = model.config.head_dim
    plain = 10_000.0 ** -(torch.arange(0, length, 2) / length)
    return (plain / scaled).numpy()


def test_the_factors_of_llama_3_are_taken_over(tmp_path: Path) -> None:
    model = llama(rope_parameters=LLAMA3)
    factors = frequency_factors(model)
    assert factors.max() > 7 > 1.5 > factors.min()
    tiny_gguf.write(model, tmp_path / "own.gguf", tensors={"rope_freqs.weight": factors})
    assert_kept(model, tmp_path / "own.gguf")
    plain = llama()
    assert (logits(plain) - logits(model)).abs().max() > 1e-2  # what would have been shown without them


YARN = {"rope_type": "yarn", "rope_theta": 10_000.0, "factor": 4.0, "original_max_position_embeddings": 32}
STRETCHED = {
    "linear": (
        {"rope_type": "linear", "rope_theta": 10_000.0, "factor": 2.0},
        {"rope.scaling.type": "linear", "rope.scaling.factor": 2.0},
    ),
    "linear, nothing said": (
        {"rope_type": "linear", "rope_theta": 10_000.0, "factor": 2.0},
        {"rope.scaling.factor": 2.0},
    ),
    "linear, the old way": ({"rope_type": "linear", "rope_theta": 10_000.0, "factor": 2.0}, {"rope.scale_linear": 2.0}),
    "none": (
        {"rope_type": "default", "rope_theta": 10_000.0},
        {"rope.scaling.type": "none", "rope.scaling.factor": 2.0},
    ),
    "yarn": (
        YARN,
        {
            "rope.scaling.type": "yarn",
            "rope.scaling.factor": 4.0,
            "rope.scaling.original_context_length": 32,
            "rope.scaling.finetuned": True,
        },
    ),
    "another base": ({"rope_type": "default", "rope_theta": 500_000.0}, {"rope.freq_base": 500_000.0}),
    "no base": ({"rope_type": "default", "rope_theta": 10_000.0}, {"rope.freq_base": None}),
}


@pytest.mark.parametrize("name", STRETCHED)
def test_stretched_positions_are_taken_over(name: str, tmp_path: Path) -> None:
    parameters, settings = STRETCHED[name]
    model = llama(rope_parameters=parameters)
    tiny_gguf.write(model, tmp_path / "own.gguf", settings=settings)
    assert_kept(model, tmp_path / "own.gguf")


BUILT: dict[str, tuple[str, Callable[[], PreTrainedModel]]] = {
    name: (name, lambda name=name: families.build(name))
    for name in ("qwen2", "qwen3", "gpt2", "stablelm", "starcoder2", "phi3", "nemotron", "bloom")
} | {
    "gemma2": ("gemma2", tiny.gemma2),
    "heads of another length": ("llama", lambda: llama(head_dim=16)),
    "biases": ("llama", lambda: llama(attention_bias=True, mlp_bias=True)),
    "one table": ("llama", lambda: llama(tie_word_embeddings=True)),
    "every head its own keys": ("llama", lambda: llama(num_key_value_heads=4)),
}


@pytest.mark.parametrize("name", BUILT)
def test_families_are_taken_over(name: str, tmp_path: Path) -> None:
    architecture, build = BUILT[name]
    torch.manual_seed(0)
    model = build().eval()
    families.randomise(model)
    tiny_gguf.write(model, tmp_path / "own.gguf", architecture)
    assert_kept(model, tmp_path / "own.gguf")


def test_gemma_3_stretches_only_the_layers_that_see_everything(tmp_path: Path) -> None:
    torch.manual_seed(0)
    build = tiny.gemma3()
    config = build.config
    full = {**config.rope_parameters["full_attention"], "rope_type": "linear", "factor": 8.0}
    config.rope_parameters = {**config.rope_parameters, "full_attention": full}
    model = type(build)(config).eval()
    families.randomise(model)
    every = [kind == "sliding_attention" for kind in config.layer_types]
    settings = {"rope.scaling.type": "linear", "rope.scaling.factor": 8.0, "attention.sliding_window_pattern": every}
    tiny_gguf.write(model, tmp_path / "own.gguf", "gemma3", settings=settings)
    assert_kept(model, tmp_path / "own.gguf")


def test_defaults_of_gemma_2_are_those_of_the_published_model(tmp_path: Path) -> None:
    config = tiny.gemma2().config
    config.attn_logit_softcapping, config.final_logit_softcapping, config.sliding_window = 50.0, 30.0, 4096
    model = Gemma2ForCausalLM(config).eval()
    families.randomise(model)
    absent = dict.fromkeys(("attn_logit_softcapping", "final_logit_softcapping", "attention.sliding_window"))
    tiny_gguf.write(model, tmp_path / "own.gguf", "gemma2", settings=absent)
    assert_kept(model, tmp_path / "own.gguf")


REFUSED: dict[str, dict[str, Any]] = {
    "attention.scale": {"settings": {"attention.scale": 0.5}},
    "logit_scale": {"settings": {"logit_scale": 0.25}},
    "final_logit_softcapping": {"settings": {"final_logit_softcapping": 30.0}},
    "attn_logit_softcapping": {"settings": {"attn_logit_softcapping": 50.0}},
    "attention.clamp_kqv": {"settings": {"attention.clamp_kqv": 6.0}},
    "attention.max_alibi_bias": {"settings": {"attention.max_alibi_bias": 8.0}},
    "attention.sliding_window": {"settings": {"attention.sliding_window": 16}},
    "attention.value_length": {"settings": {"attention.value_length": 4}},
    "rope.dimension_count": {"settings": {"rope.dimension_count": 4}},
    "rope.scaling.type": {"settings": {"rope.scaling.type": "dynamic", "rope.scaling.factor": 2.0}},
    "rope.scaling.attn_factor": {"settings": {"rope.scaling.attn_factor": 1.2}},
    "residual_scale": {"settings": {"residual_scale": 0.2}},
    "embedding_scale": {"settings": {"embedding_scale": 12.0}},
    "expert_count": {"settings": {"expert_count": 8, "expert_used_count": 2}},
    "layer_norm_epsilon": {"settings": {"attention.layer_norm_rms_epsilon": None}},
    "num_key_value_heads": {"settings": {"attention.head_count_kv": [2, 2, 4]}},
    "some_new_setting": {"settings": {"some_new_setting": 1}},
    "blk.0.attn_sub_norm.weight": {"tensors": {"blk.0.attn_sub_norm.weight": np.ones(32)}},
    "blk.1.attn_k_norm.weight": {"tensors": {"blk.1.attn_k_norm.weight": np.ones(8)}},
    "rope_freqs.weight": {
        "tensors": {"rope_freqs.weight": np.array([1, 1, 2, 4])},
        "settings": {"rope.scaling.type": "yarn", "rope.scaling.factor": 4.0},
    },
    "model.layers.1.mlp.up_proj.weight": {"tensors": {"blk.1.ffn_up.weight": None}},
    "pre = unheard-of": {"tokenizer": {"pre": "unheard-of"}},
    "model = t5": {"tokenizer": {"model": "t5", "scores": [0.0] * 307}},
    "add_sep_token": {"tokenizer": {"add_sep_token": True}},
    "add_bos_token": {"tokenizer": {"add_bos_token": True, "bos_token_id": None}},
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_would_be_lost_is_refused_by_its_name(said: str, tmp_path: Path) -> None:
    tiny_gguf.write(llama(), tmp_path / "own.gguf", **REFUSED[said])
    with pytest.raises(ModelUnsupported) as problem:
        converted(tmp_path / "own.gguf")
    assert said in str(problem.value.values["detail"])


def read_with(folder: Path, text: str) -> list[str]:
    return Tokenizer.from_file(str(folder / "tokenizer.json")).encode(text).tokens


PIECES = ["▁", "t", "h", "e", "a", "th", "the", "▁the", "▁t", "▁a", "▁▁"]
SPELLED = tiny_gguf.sentence_piece(PIECES, [float(-place) for place in range(len(PIECES))])


@pytest.mark.parametrize(
    ("settings", "tokens"),
    [
        ({}, ["<s>", "▁the", "▁a"]),
        ({"add_space_prefix": False}, ["<s>", "the", "▁a"]),
        ({"add_bos_token": False}, ["▁the", "▁a"]),
        ({"add_eos_token": True}, ["<s>", "▁the", "▁a", "</s>"]),
        ({"add_bos_token": False, "add_space_prefix": False, "remove_extra_whitespaces": False}, ["the", "▁a"]),
    ],
)
def test_a_sentence_piece_vocabulary_is_read_as_llama_cpp_reads_it(
    settings: dict[str, Any], tokens: list[str], tmp_path: Path
) -> None:
    model = llama(vocab_size=len(SPELLED["tokens"]))
    tiny_gguf.write(
        model, tmp_path / "own.gguf", tokenizer={**SPELLED, "eos_token_id": 2, "bos_token_id": 1, **settings}
    )
    folder = converted(tmp_path / "own.gguf")
    assert read_with(folder, "the a") == tokens
    reader = Tokenizer.from_file(str(folder / "tokenizer.json"))
    assert reader.decode(reader.encode(" the  a").ids) == " the  a"


def test_spaces_at_the_beginning_are_kept_beside_the_one_put_before(tmp_path: Path) -> None:
    model = llama(vocab_size=len(SPELLED["tokens"]))
    absent = {"eos_token_id": None, "bos_token_id": None}
    tiny_gguf.write(model, tmp_path / "own.gguf", tokenizer={**SPELLED, **absent})
    folder = converted(tmp_path / "own.gguf")
    assert read_with(folder, " the") == ["<s>", "▁", "▁the"]
    assert AutoModelForCausalLM.from_pretrained(folder).config.eos_token_id == 2


@pytest.mark.parametrize(
    ("settings", "text", "tokens"),
    [
        ({"pre": "gpt-2"}, "a  12", ["a", "Ġ", "Ġ", "1", "2"]),
        ({"pre": "smollm"}, "a  12", ["a", "ĠĠ", "1", "2"]),
        ({"pre": "llama-bpe"}, "a", ["<|endoftext|>", "a"]),
        ({"pre": "llama-bpe", "add_bos_token": False}, "a", ["a"]),
        ({"pre": "qwen2", "add_bos_token": True}, "a", ["<|endoftext|>", "a"]),
        ({"pre": None, "add_eos_token": True}, "a", ["a", "<|endoftext|>"]),
    ],
)
def test_a_byte_level_vocabulary_is_cut_as_its_kind_says(
    settings: dict[str, Any], text: str, tokens: list[str], tmp_path: Path
) -> None:
    plain = tiny_gguf.byte_level(tiny.tokenizer())
    vocabulary, merges = [*plain["tokens"], "ĠĠ"], [*plain["merges"], "Ġ Ġ"]
    added = {"tokens": vocabulary, "merges": merges, "token_type": [*plain["token_type"], 1]}
    model = llama(vocab_size=len(vocabulary))
    tiny_gguf.write(model, tmp_path / "own.gguf", tokenizer={**added, **settings})
    assert read_with(converted(tmp_path / "own.gguf"), text) == tokens


def test_control_and_user_defined_tokens_keep_their_numbers_and_names(tmp_path: Path) -> None:
    plain = tiny_gguf.byte_level(tiny.tokenizer())
    first = len(plain["tokens"])
    added = {
        "tokens": [*plain["tokens"], "<｜end｜>", "<think>", "考え"],
        "token_type": [*plain["token_type"], 3, 4, 4],
    }
    tiny_gguf.write(llama(vocab_size=first + 3), tmp_path / "own.gguf", tokenizer=added)
    reader = Tokenizer.from_file(str(converted(tmp_path / "own.gguf") / "tokenizer.json"))
    special = {id: token.special for id, token in reader.get_added_tokens_decoder().items() if id >= first}
    assert special == {first: True, first + 1: False, first + 2: False}
    assert reader.encode("a<think>考え").ids[1:] == [first + 1, first + 2]
    assert reader.token_to_id("<｜end｜>") == first
