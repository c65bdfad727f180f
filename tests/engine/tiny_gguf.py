"""GGUF files of tiny random models, written the way llama.cpp's converter does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from gguf import MODEL_ARCH_NAMES, GGUFWriter, get_tensor_name_map
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from tests.support import tiny

Settings = Mapping[str, Any]
"""By the end of their keys; None leaves a setting out."""
_NOTHING: Settings = MappingProxyType({})
_OFFSET_NORMS = {"gemma2", "gemma3", "nemotron"}
_TURNED = ("attn_qkv.weight", "ffn_down.weight", "ffn_up.weight", "attn_output.weight")
_EPSILON = ("rms_norm_eps", "layer_norm_eps", "layer_norm_epsilon", "norm_epsilon", "norm_eps")


def write(
    model: PreTrainedModel,
    file: Path,
    architecture: str = "llama",
    settings: Settings = _NOTHING,
    tokenizer: Settings = _NOTHING,
    tensors: Mapping[str, np.ndarray | None] = _NOTHING,
) -> None:
    """The model in float32 with the tokenizer of `tiny`; the rest changes what is written."""
    writer = GGUFWriter(file, architecture)
    _put(writer, f"{architecture}.", {**_settings(model), **settings})
    _put(writer, "tokenizer.ggml.", {**byte_level(tiny.tokenizer()), **tokenizer})
    for name, array in {**_tensors(model, architecture), **tensors}.items():
        if array is not None:
            writer.add_tensor(name, np.ascontiguousarray(array, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def byte_level(tokenizer: Tokenizer) -> dict[str, Any]:
    """The settings of a byte-level vocabulary; special tokens are control tokens, other added ones the user's."""
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    added = tokenizer.get_added_tokens_decoder()
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return {
        "model": "gpt2",
        "pre": "gpt-2",
        "tokens": [token for token, _ in vocabulary],
        "token_type": [(3 if added[id].special else 4) if id in added else 1 for _, id in vocabulary],
        "merges": [" ".join(pair) for pair in merges],
        "bos_token_id": 0,
        "eos_token_id": 0,
    }


def sentence_piece(tokens: list[str], scores: list[float]) -> dict[str, Any]:
    """The settings of a SentencePiece vocabulary that begins with an unknown token and the ends of a text."""
    kinds = [2, 3, 3, *([6] * 256), *([1] * len(tokens))]
    spelled = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *tokens]
    every = [0.0] * 259 + scores
    return {"model": "llama", "pre": None, "tokens": spelled, "scores": every, "token_type": kinds, "merges": None}


def _put(writer: GGUFWriter, prefix: str, settings: Settings) -> None:
    for name, value in settings.items():
        key = f"{prefix}{name}"
        match value:
            case None:
                pass
            case bool():
                writer.add_bool(key, value)
            case int():
                writer.add_uint32(key, value)
            case float():
                writer.add_float32(key, value)
            case str():
                writer.add_string(key, value)
            case _:
                writer.add_array(key, value)


def _settings(model: PreTrainedModel) -> dict[str, Any]:
    config = model.config
    rotary = getattr(config, "rope_parameters", None) or {}
    rotary = rotary.get("full_attention", rotary)
    heads = config.num_attention_heads
    length = getattr(config, "head_dim", None) or config.hidden_size // heads
    epsilon = next(getattr(config, name) for name in _EPSILON if hasattr(config, name))
    rms = hasattr(config, "rms_norm_eps")
    return {
        "context_length": config.max_position_embeddings,
        "embedding_length": config.hidden_size,
        "block_count": config.num_hidden_layers,
        "feed_forward_length": getattr(config, "intermediate_size", None) or 4 * config.hidden_size,
        "attention.head_count": heads,
        "attention.head_count_kv": getattr(config, "num_key_value_heads", None),
        "attention.key_length": length if hasattr(config, "head_dim") else None,
        "attention.value_length": length if hasattr(config, "head_dim") else None,
        f"attention.layer_norm_{'rms_' if rms else ''}epsilon": float(epsilon),
        "rope.dimension_count": int(length * rotary.get("partial_rotary_factor", 1)) if rotary else None,
        "rope.freq_base": float(rotary["rope_theta"]) if rotary else None,
        "attention.sliding_window": getattr(config, "sliding_window", None),
        "attn_logit_softcapping": getattr(config, "attn_logit_softcapping", None),
        "final_logit_softcapping": getattr(config, "final_logit_softcapping", None),
    }


def _tensors(model: PreTrainedModel, architecture: str) -> dict[str, np.ndarray]:
    config = model.config
    kind = next(kind for kind, name in MODEL_ARCH_NAMES.items() if name == architecture)
    names = get_tensor_name_map(kind, config.num_hidden_layers)
    heads = {"attn_q": config.num_attention_heads, "attn_k": getattr(config, "num_key_value_heads", 0)}
    arrays = {}
    for original, tensor in model.state_dict().items():
        if original == "lm_head.weight" and config.tie_word_embeddings:
            continue
        stem, _, ending = original.rpartition(".")
        name = f"{names.get_name(stem)}.{ending}"
        array = tensor.numpy()
        if architecture == "llama":
            for part, count in heads.items():
                if f"{part}." in name:
                    array = _interleaved(array, count)
        if architecture in _OFFSET_NORMS and "norm.weight" in name:
            array = array + 1
        if architecture == "gpt2" and name.endswith(_TURNED):
            array = array.T
        arrays[name] = array
    return arrays


def _interleaved(weights: np.ndarray, heads: int) -> np.ndarray:
    """llama.cpp's order of a head's rows: the two halves that rotary embedding turns together, row by row."""
    return weights.reshape(heads, 2, weights.shape[0] // heads // 2, -1).swapaxes(1, 2).reshape(weights.shape)
