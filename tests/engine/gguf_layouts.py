"""How llama.cpp's converter lays out the weights that it does not merely rename, by architecture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]
Layout = Callable[[Any, str, np.ndarray], Arrays]
"""From the configuration and one weight, under the name it would have in the file, to what the file holds of it."""


def _gpt2(config: Any, name: str, array: np.ndarray) -> Arrays:
    turned = ("attn_qkv.weight", "ffn_down.weight", "ffn_up.weight", "attn_output.weight")
    return {name: array.T if name.endswith(turned) else array}


def _llama(config: Any, name: str, array: np.ndarray) -> Arrays:
    """A head's rows: the two halves that rotary embedding turns together, row by row."""
    for part, heads in (("attn_q.", config.num_attention_heads), ("attn_k.", config.num_key_value_heads)):
        if part in name:
            array = array.reshape(heads, 2, array.shape[0] // heads // 2, -1).swapaxes(1, 2).reshape(array.shape)
    return {name: array}


def _offset_norms(config: Any, name: str, array: np.ndarray) -> Arrays:
    return {name: array + 1 if "norm.weight" in name else array}


def _bloom(config: Any, name: str, array: np.ndarray) -> Arrays:
    if "attn_qkv" in name:  # by head: query, key, value
        by_head = array.reshape(config.n_head, 3, -1, *array.shape[1:])
        array = by_head.swapaxes(0, 1).reshape(array.shape)
    return {name: array}


def _mamba(config: Any, name: str, array: np.ndarray) -> Arrays:
    if name.endswith("ssm_a"):
        return {name: -np.exp(array)}
    return {name: array[:, 0] if name.endswith("ssm_conv1d.weight") else array}


def _lfm2(config: Any, name: str, array: np.ndarray) -> Arrays:
    return {name: array[:, 0] if name.endswith("shortconv.conv.weight") else array}


def _experts(config: Any, name: str, array: np.ndarray) -> Arrays:
    block = ".".join(name.split(".")[:2])
    if name.endswith(("experts.gate_up_proj", "ffn_gate_up_exps")):
        half = array.shape[1] // 2
        return {f"{block}.ffn_gate_exps.weight": array[:, :half], f"{block}.ffn_up_exps.weight": array[:, half:]}
    if name.endswith(("experts.down_proj", "ffn_down_exps")):
        return {f"{block}.ffn_down_exps.weight": array}
    return {name: array[0] if name.endswith("ffn_gate_inp_shexp.weight") else array}


def _qwen35(config: Any, name: str, array: np.ndarray) -> Arrays:
    """The value heads that share a key head lie apart, not side by side, in everything that makes or takes values."""
    name = name.replace("linear_attn.dt_bias", "ssm_dt.bias")
    queries = 2 * config.linear_num_key_heads * config.linear_key_head_dim
    width = config.linear_value_head_dim
    part = name.partition(".")[2].partition(".")[2]
    rows = {"ssm_a": (1, 0), "ssm_dt.bias": (1, 0), "ssm_alpha.weight": (1, 0), "ssm_beta.weight": (1, 0)}
    rows |= {"attn_gate.weight": (width, 0), "attn_qkv.weight": (width, queries), "ssm_conv1d.weight": (width, queries)}
    for key, changed in _mamba(config, name, array).items():
        array = changed + 1 if "norm.weight" in key and "ssm" not in key else changed
    if part in rows:
        array = _tiled(config, array, *rows[part])
    if part == "ssm_out.weight":
        array = _tiled(config, array.T, width, 0).T
    return _experts(config, name, array)


def _tiled(config: Any, array: np.ndarray, width: int, first: int) -> np.ndarray:
    keys = config.linear_num_key_heads
    before, values = array[:first], array[first:]
    grouped = values.reshape(keys, config.linear_num_value_heads // keys, width, *array.shape[1:])
    return np.concatenate([before, grouped.swapaxes(0, 1).reshape(values.shape)])


LAYOUTS: Mapping[str, Layout] = {
    "llama": _llama,
    "gpt2": _gpt2,
    "gemma2": _offset_norms,
    "gemma3": _offset_norms,
    "nemotron": _offset_norms,
    "bloom": _bloom,
    "mamba": _mamba,
    "lfm2": _lfm2,
    "qwen2moe": _experts,
    "qwen3moe": _experts,
    "qwen35": _qwen35,
    "qwen35moe": _qwen35,
}
