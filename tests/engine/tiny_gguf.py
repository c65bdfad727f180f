"""GGUF files of tiny random models, written the way llama.cpp's converter does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from gguf import MODEL_ARCH_NAMES, GGUFWriter, get_tensor_name_map
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM, PreTrainedModel

from llm_viz.engine import store
from llm_viz.engine.catalogue import Folder, ModelCard
from tests.engine.gguf_layouts import LAYOUTS
from tests.support import tiny

IDS = torch.arange(40, 100)[None]
"""The tokens that models are compared on."""
Settings = Mapping[str, Any]
"""By the end of their keys; None leaves a setting out."""
_NOTHING: Settings = MappingProxyType({})
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
    heads = getattr(config, "num_attention_heads", None)
    length = getattr(config, "head_dim", None) or config.hidden_size // (heads or 1)
    epsilon = next(getattr(config, name) for name in _EPSILON if hasattr(config, name))
    rms = hasattr(config, "rms_norm_eps")
    return {
        "context_length": getattr(config, "max_position_embeddings", 128),
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
    arrays: dict[str, np.ndarray] = {}
    for original, tensor in model.state_dict().items():
        if original == "lm_head.weight" and config.tie_word_embeddings:
            continue
        stem, _, ending = original.rpartition(".")
        if ending in ("weight", "bias"):  # BLOOM's converter reads the model without its head
            name = f"{names.get_name(stem) or names.get_name(stem.removeprefix('transformer.'))}.{ending}"
        else:
            name = names.get_name(original)
        # transformers holds all experts of a layer in one weight, for which the file has no name
        name = name or original.replace("model.layers.", "blk.")
        arrays |= LAYOUTS.get(architecture, _as_it_is)(config, name, tensor.numpy())
    return arrays


def _as_it_is(config: Any, name: str, array: np.ndarray) -> dict[str, np.ndarray]:
    return {name: array}


def converted(file: Path) -> Path:
    card = ModelCard("own", "Own", causal=True, source=Folder(file), licence="", best_language=None)
    return store.prepare(card, lambda fraction, stage: None)


def logits(model: PreTrainedModel) -> torch.Tensor:
    with torch.no_grad():
        return model(input_ids=IDS).logits


def assert_kept(model: PreTrainedModel, file: Path) -> None:
    """The converted file computes what the model does."""
    read = AutoModelForCausalLM.from_pretrained(converted(file), dtype=torch.float32).eval()
    expected = logits(model)
    torch.testing.assert_close(logits(read), expected, rtol=0, atol=1e-5 * max(1, float(expected.abs().max())))
