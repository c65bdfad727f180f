"""Tiny random models of many published families, as transformers builds them from a configuration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import torch
from transformers import AutoConfig, AutoModel, AutoModelForCausalLM, PreTrainedModel

from llm_viz.engine.catalogue import Folder, ModelCard
from llm_viz.engine.loading import LoadedModel, load
from tests.support.device import DEVICE
from tests.support.tiny import VOCABULARY, tokenizer

Settings = Mapping[str, Any]

_IDS: Settings = {"vocab_size": VOCABULARY, "bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}
_PLAIN: Settings = {
    **_IDS,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "max_position_embeddings": 128,
}
_GROUPED: Settings = {**_PLAIN, "num_key_value_heads": 2}
_HEADS: Settings = {**_GROUPED, "head_dim": 8}
_EXPERTS: Settings = {**_HEADS, "num_experts_per_tok": 2, "moe_intermediate_size": 16}
_GPT: Settings = {**_IDS, "n_embd": 32, "n_layer": 3, "n_head": 4, "n_positions": 128}
_LATENT: Settings = {
    **_PLAIN,
    "num_key_value_heads": 4,
    "q_lora_rank": 16,
    "kv_lora_rank": 16,
    "qk_rope_head_dim": 4,
    "qk_nope_head_dim": 8,
    "v_head_dim": 8,
    "n_routed_experts": 4,
    "num_experts_per_tok": 2,
    "moe_intermediate_size": 16,
    "first_k_dense_replace": 1,
    "n_shared_experts": 1,
}
_WINDOWS: Settings = {
    "sliding_window": 4,
    "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
}
_LINEAR: Settings = {
    "layer_types": ["linear_attention", "full_attention", "linear_attention"],
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 4,
    "linear_key_head_dim": 8,
    "linear_value_head_dim": 8,
}
_STATES: Settings = {"hidden_size": 32, "num_hidden_layers": 3, "state_size": 8, **_IDS}

CAUSAL: Mapping[str, tuple[str, Settings]] = {
    "llama": ("llama", _GROUPED),
    "gpt2": ("gpt2", _GPT),
    "gemma": ("gemma", _HEADS),
    "gemma2": ("gemma2", {**_HEADS, **_WINDOWS, "attn_logit_softcapping": 2.0, "final_logit_softcapping": 5.0}),
    "gemma3": ("gemma3_text", {**_HEADS, **_WINDOWS, "query_pre_attn_scalar": 8}),
    "qwen2": ("qwen2", _GROUPED),
    "qwen3": ("qwen3", _HEADS),
    "qwen3-moe": ("qwen3_moe", {**_EXPERTS, "num_experts": 4}),
    "mistral": ("mistral", {**_HEADS, "sliding_window": 4}),
    "mixtral": ("mixtral", {**_HEADS, "num_local_experts": 3, "num_experts_per_tok": 2}),
    "phi": ("phi", _PLAIN),
    "phi3": ("phi3", _GROUPED),
    "opt": ("opt", {**_PLAIN, "ffn_dim": 48, "word_embed_proj_dim": 32}),
    "opt-projected": (
        "opt",
        {**_PLAIN, "ffn_dim": 48, "word_embed_proj_dim": 16, "do_layer_norm_before": False},
    ),
    "bloom": ("bloom", {**_IDS, "hidden_size": 32, "n_layer": 3, "n_head": 4}),
    "mpt": ("mpt", {**_IDS, "d_model": 32, "n_layers": 3, "n_heads": 4, "max_seq_len": 128, "expansion_ratio": 2}),
    "falcon": ("falcon", {**_PLAIN, "alibi": False, "new_decoder_architecture": False, "multi_query": True}),
    "falcon-new": ("falcon", {**_PLAIN, "new_decoder_architecture": True, "num_kv_heads": 2}),
    "falcon-alibi": ("falcon", {**_PLAIN, "alibi": True, "multi_query": False}),
    "gpt-neox": ("gpt_neox", _PLAIN),
    "gpt-neo": (
        "gpt_neo",
        {
            **_IDS,
            "hidden_size": 32,
            "intermediate_size": 48,
            "num_layers": 2,
            "num_heads": 4,
            "max_position_embeddings": 128,
            "attention_types": [[["global", "local"], 1]],
            "window_size": 4,
        },
    ),
    "gpt-j": ("gptj", {**_GPT, "rotary_dim": 4, "tie_word_embeddings": False}),
    "codegen": ("codegen", {**_GPT, "rotary_dim": 4, "tie_word_embeddings": False}),
    "gpt-bigcode": ("gpt_bigcode", _GPT),
    "granite": (
        "granite",
        {**_GROUPED, "logits_scaling": 4.0, "residual_multiplier": 0.5, "embedding_multiplier": 3.0},
    ),
    "granite-moe": (
        "granitemoe",
        {**_GROUPED, "num_local_experts": 4, "num_experts_per_tok": 2, "logits_scaling": 4.0},
    ),
    "cohere": ("cohere", {**_GROUPED, "logit_scale": 0.25}),
    "cohere2": ("cohere2", {**_HEADS, **_WINDOWS, "logit_scale": 0.25}),
    "olmo": ("olmo", _GROUPED),
    "olmo2": ("olmo2", _GROUPED),
    "olmo3": ("olmo3", {**_GROUPED, **_WINDOWS}),
    "olmoe": ("olmoe", {**_GROUPED, "num_experts": 4, "num_experts_per_tok": 2}),
    "starcoder2": ("starcoder2", _GROUPED),
    "gpt-oss": ("gpt_oss", {**_HEADS, **_WINDOWS, "num_local_experts": 4, "num_experts_per_tok": 2}),
    "deepseek-v2": ("deepseek_v2", {**_LATENT, "n_group": 1, "topk_group": 1}),
    "deepseek-v3": ("deepseek_v3", {**_LATENT, "n_group": 2, "topk_group": 1}),
    "llama4": (
        "llama4_text",
        {
            **_HEADS,
            "intermediate_size_mlp": 48,
            "num_local_experts": 2,
            "num_experts_per_tok": 1,
            "attention_chunk_size": 4,
            "no_rope_layers": [1, 1, 0],
            "moe_layers": [1],
        },
    ),
    "smollm3": ("smollm3", {**_GROUPED, "no_rope_layers": [1, 1, 0]}),
    "stablelm": ("stablelm", _GROUPED),
    "persimmon": ("persimmon", _PLAIN),
    "nemotron": ("nemotron", {**_GROUPED, "head_dim": 8}),
    "glm4": ("glm4", _HEADS),
    "exaone4": ("exaone4", {**_HEADS, **_WINDOWS}),
    "ernie4.5": ("ernie4_5", _HEADS),
    "seed-oss": ("seed_oss", _HEADS),
    "hunyuan": ("hunyuan_v1_dense", _HEADS),
    "xglm": ("xglm", {**_IDS, "d_model": 32, "num_layers": 3, "attention_heads": 4, "ffn_dim": 48}),
    "biogpt": ("biogpt", _PLAIN),
    "gemma3n": (
        "gemma3n_text",
        {
            **_HEADS,
            **_WINDOWS,
            "vocab_size_per_layer_input": VOCABULARY,
            "hidden_size_per_layer_input": 8,
            "num_kv_shared_layers": 0,
            "laurel_rank": 4,
            "intermediate_size": 48,
            "activation_sparsity_pattern": [0.0, 0.0, 0.0],
        },
    ),
    "gemma4": (
        "gemma4_text",
        {**_HEADS, **_WINDOWS, "vocab_size_per_layer_input": VOCABULARY, "hidden_size_per_layer_input": 8},
    ),
    "qwen3-next": ("qwen3_next", {**_EXPERTS, **_LINEAR, "num_experts": 4, "shared_expert_intermediate_size": 16}),
    "qwen3.5": ("qwen3_5_text", {**_HEADS, **_LINEAR}),
    "lfm2": ("lfm2", {**_GROUPED, "layer_types": ["conv", "full_attention", "conv"]}),
    "jamba": (
        "jamba",
        {
            **_GROUPED,
            "attn_layer_period": 3,
            "attn_layer_offset": 1,
            "expert_layer_period": 2,
            "expert_layer_offset": 1,
            "num_experts": 2,
            "mamba_d_state": 8,
            "mamba_dt_rank": 4,
        },
    ),
    "granite-hybrid": (
        "granitemoehybrid",
        {
            **_GROUPED,
            "layer_types": ["mamba", "attention", "mamba"],
            "mamba_n_heads": 8,
            "mamba_d_head": 8,
            "mamba_d_state": 8,
            "num_local_experts": 2,
            "num_experts_per_tok": 1,
            "shared_intermediate_size": 16,
        },
    ),
    "falcon-h1": (
        "falcon_h1",
        {
            **_GROUPED,
            "lm_head_multiplier": 0.5,
            "mamba_d_ssm": 32,
            "mamba_n_heads": 4,
            "mamba_d_head": 8,
            "mamba_d_state": 8,
        },
    ),
    "mamba": ("mamba", _STATES),
    "mamba2": ("mamba2", {**_STATES, "num_heads": 8, "head_dim": 8, "n_groups": 1}),
    "falcon-mamba": ("falcon_mamba", _STATES),
    "rwkv": (
        "rwkv",
        {**_IDS, "hidden_size": 32, "num_hidden_layers": 3, "attention_hidden_size": 32, "rescale_every": 2},
    ),
}

_ENCODER = {**_PLAIN, "type_vocab_size": 2}
ENCODERS: Mapping[str, tuple[str, Settings]] = {
    "bert": ("bert", _ENCODER),
    "roberta": ("roberta", {**_ENCODER, "max_position_embeddings": 130, "pad_token_id": 1}),
    "xlm-roberta": ("xlm-roberta", {**_ENCODER, "max_position_embeddings": 130, "pad_token_id": 1}),
    "distilbert": (
        "distilbert",
        {**_IDS, "dim": 32, "hidden_dim": 48, "n_layers": 3, "n_heads": 4, "max_position_embeddings": 128},
    ),
    "electra": ("electra", {**_ENCODER, "embedding_size": 16}),
    "modernbert": ("modernbert", {**_PLAIN, "local_attention": 4, "global_attn_every_n_layers": 2}),
    "camembert": ("camembert", {**_ENCODER, "max_position_embeddings": 130, "pad_token_id": 1}),
    "albert": ("albert", {**_ENCODER, "embedding_size": 16}),
    "mpnet": ("mpnet", {**_PLAIN, "max_position_embeddings": 130, "pad_token_id": 1}),
    "deberta-v2": ("deberta-v2", {**_ENCODER, "relative_attention": True, "pos_att_type": ["p2c", "c2p"]}),
    "nomic-bert": ("nomic_bert", _ENCODER),
}


class Family(NamedTuple):
    """A random model as transformers computes it on the CPU, and the same as the engine loaded it on `DEVICE`."""

    reference: PreTrainedModel
    loaded: LoadedModel


def build(name: str, auto: Any = None) -> PreTrainedModel:
    """A random model in which every parameter matters: no bias is zero, no normalisation is the identity."""
    kind, settings = {**CAUSAL, **ENCODERS}[name]
    return made(kind, settings, auto or (AutoModelForCausalLM if name in CAUSAL else AutoModel))


def made(kind: str, settings: Settings, auto: Any = AutoModelForCausalLM) -> PreTrainedModel:
    """A random model of a kind that transformers knows, with these settings; as `build` otherwise."""
    torch.manual_seed(0)
    model = auto.from_config(AutoConfig.for_model(kind, **settings), attn_implementation="eager")
    randomise(model)
    return model.eval()


def randomise(model: PreTrainedModel) -> None:
    """Give every parameter a value at which it matters."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.2)
            else:
                parameter.add_(0.2 * torch.randn_like(parameter))


def save(model: PreTrainedModel, folder: Path, causal: bool) -> ModelCard:
    """Write the model to a folder, in the layout of Hugging Face, and return its card."""
    model.save_pretrained(folder)
    tokenizer().save(str(folder / "tokenizer.json"))
    return ModelCard(folder.name, folder.name, causal, Folder(folder), licence="", best_language=None)


def family(name: str, folder: Path) -> Family:
    """Build, save and load the family of that name."""
    reference = build(name)
    return Family(reference, load(save(reference, folder / name, name in CAUSAL), folder / name, DEVICE))
