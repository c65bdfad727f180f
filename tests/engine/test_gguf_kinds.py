"""Which kinds of GGUF files are read: each that may be is compared with a model of its own, all others are refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf import GGUFWriter
from transformers import Phi3ForCausalLM, PreTrainedModel

from llm_viz.base.errors import ModelUnsupported
from llm_viz.engine.gguf_settings import ARCHITECTURES
from tests.engine import tiny_gguf
from tests.engine.test_gguf import BUILT
from tests.engine.tiny_gguf import assert_kept, converted
from tests.support import families, tiny


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))


SMALL = {
    "vocab_size": tiny.VOCABULARY,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
}
ROUTED = {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16}
SHARING = {**ROUTED, "shared_expert_intermediate_size": 24}
LINEAR = {
    **SMALL,
    "head_dim": 8,
    "layer_types": ["linear_attention", "full_attention"] * 2,
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 4,
    "linear_key_head_dim": 8,
    "linear_value_head_dim": 8,
    "rope_parameters": {"rope_type": "default", "rope_theta": 10_000.0, "mrope_section": [2, 1, 1]}
    | {"mrope_interleaved": True, "partial_rotary_factor": 1.0},
}
MIXED = {"layer_types": ["conv", "full_attention", "conv", "conv"], "block_auto_adjust_ff_dim": False, "norm_eps": 1e-3}
EXPERTS = {"expert_count": 4, "expert_used_count": 2, "expert_feed_forward_length": 16}
SHARED = {**EXPERTS, "expert_shared_feed_forward_length": 24}
STATES = {"ssm.conv_kernel": 4, "ssm.state_size": 8}
HYBRID = {
    **STATES,
    "attention.sliding_window": None,
    "full_attention_interval": 2,
    "rope.dimension_sections": [2, 1, 1, 0],
    "ssm.group_count": 2,
    "ssm.time_step_rank": 4,
    "ssm.inner_size": 32,
}
# By architecture: the model, and the settings that the writer does not take from any configuration.
WITH_SETTINGS: dict[str, tuple[Callable[[], PreTrainedModel], dict[str, Any]]] = {
    "falcon": (lambda: families.build("falcon"), {"attention.head_count_kv": 1, "tensor_data_layout": "jploski"}),
    "mamba": (
        lambda: families.build("mamba"),
        {"attention.head_count": 0, "feed_forward_length": 0, "ssm.inner_size": 64, "ssm.time_step_rank": 2, **STATES}
        | {"attention.layer_norm_epsilon": None, "attention.layer_norm_rms_epsilon": 1e-5, "ssm.dt_b_c_rms": False},
    ),
    "lfm2": (
        lambda: families.made("lfm2", {**SMALL, **MIXED}),
        {"attention.head_count_kv": [0, 2, 0, 0], "shortconv.l_cache": 3, "rope.dimension_count": None}
        | {"attention.layer_norm_epsilon": None, "attention.layer_norm_rms_epsilon": 1e-3},
    ),
    "qwen2moe": (lambda: families.made("qwen2_moe", {**SMALL, **SHARING}), SHARED),
    "qwen3moe": (
        lambda: families.made("qwen3_moe", {**SMALL, **ROUTED, "head_dim": 8, "norm_topk_prob": True}),
        EXPERTS,
    ),
    "qwen35": (lambda: families.made("qwen3_5_text", LINEAR), HYBRID),
    "qwen35moe": (
        lambda: families.made("qwen3_5_moe_text", {**LINEAR, **SHARING}),
        {**HYBRID, **SHARED, "feed_forward_length": None},
    ),
}


@pytest.mark.parametrize("architecture", WITH_SETTINGS)
def test_families_with_settings_of_their_own_are_taken_over(architecture: str, tmp_path: Path) -> None:
    build, settings = WITH_SETTINGS[architecture]
    model = build()
    tiny_gguf.write(model, tmp_path / "own.gguf", architecture, settings=settings)
    assert_kept(model, tmp_path / "own.gguf")


def test_what_may_be_read_is_what_is_compared_here() -> None:
    compared = {architecture for architecture, _ in BUILT.values()} | WITH_SETTINGS.keys() | {"gemma3"}
    assert compared == ARCHITECTURES


@pytest.mark.parametrize("architecture", ["gpt-oss", "gemma4", "minimax-m2", "gemma", "t5"])
def test_a_kind_that_was_never_compared_is_refused_by_its_name(architecture: str, tmp_path: Path) -> None:
    writer = GGUFWriter(tmp_path / "own.gguf", architecture)
    writer.add_uint32(f"{architecture}.block_count", 3)
    writer.add_tensor("token_embd.weight", np.ones((4, 4), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(ModelUnsupported) as problem:
        converted(tmp_path / "own.gguf")
    assert problem.value.values["detail"] == f"general.architecture = {architecture}"


@pytest.mark.parametrize("name", ["falcon-new", "falcon-alibi"])
def test_a_falcon_of_another_build_is_refused(name: str, tmp_path: Path) -> None:
    """The file does not say which build it is; the weights have another shape."""
    tiny_gguf.write(families.build(name), tmp_path / "own.gguf", "falcon")
    with pytest.raises(ModelUnsupported) as problem:
        converted(tmp_path / "own.gguf")
    assert "query_key_value" in str(problem.value.values["detail"])


@pytest.mark.parametrize("original", [32, 100])  # of 60 tokens: beyond it, within it
def test_the_factors_of_phi_3_are_taken_over_in_short_and_in_long_texts(original: int, tmp_path: Path) -> None:
    """As llama.cpp's converter writes them: two tensors, and by how much the scores are scaled."""
    short, long = [1.0, 1.1, 1.3, 1.5], [1.0, 2.0, 3.5, 8.0]
    config = families.build("phi3").config
    config.original_max_position_embeddings = original
    parameters = {"rope_type": "longrope", "rope_theta": 10_000.0, "original_max_position_embeddings": original}
    config.rope_parameters = {**parameters, "short_factor": short, "long_factor": long}
    model = Phi3ForCausalLM(config).eval()
    families.randomise(model)
    scale = math.sqrt(1 + math.log(config.max_position_embeddings / original) / math.log(original))
    settings = {"rope.scaling.original_context_length": original, "rope.scaling.attn_factor": scale}
    factors = {"rope_factors_short.weight": np.array(short), "rope_factors_long.weight": np.array(long)}
    tiny_gguf.write(model, tmp_path / "own.gguf", "phi3", settings=settings, tensors=factors)
    assert_kept(model, tmp_path / "own.gguf")
