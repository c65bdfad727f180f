"""Rotary positions as a GGUF file states them, in llama.cpp's words, made into transformers' `rope_parameters`.

Su et al. 2021 (arXiv:2104.09864) turn pair i of a head by position · base^(-2i/d). Files stretch that: all frequencies
alike (linear), some more than others (YaRN, Peng et al. 2023, arXiv:2309.00071), or each by a factor of its own, which
stands in a tensor (Llama 3.1, Phi-3).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from transformers import PreTrainedConfig

from llm_viz.engine.gguf_file import GgufFile, head_length

ROTARY = {
    "rope.freq_base",
    "rope.freq_base_swa",
    "rope.dimension_count",
    "rope.scale_linear",
    "rope.scaling.type",
    "rope.scaling.factor",
    "rope.scaling.attn_factor",
    "rope.scaling.original_context_length",
    "rope.scaling.yarn_beta_fast",
    "rope.scaling.yarn_beta_slow",
}
_FACTORS = "rope_freqs.weight"
_SHORT, _LONG = "rope_factors_short.weight", "rope_factors_long.weight"
FACTOR_TENSORS = frozenset({_FACTORS, _SHORT, _LONG})
_BASE = 10_000.0  # where the file names none
_PARTIAL = "partial_rotary_factor"
_ORIGINAL = "original_max_position_embeddings"


def take_rotary(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """Set the configuration's `rope_parameters` to what the file states. Raises `ModelUnsupported`."""
    before: dict[str, Any] | None = getattr(config, "rope_parameters", None)
    if before is None:
        if lost := (ROTARY & gguf.settings.keys()) | (FACTOR_TENSORS & gguf.tensors.keys()):
            raise gguf.refuse(min(lost))
        return
    parameters = _parameters(gguf)
    original = parameters.get(_ORIGINAL)
    if original is not None and hasattr(config, _ORIGINAL):  # some families keep it there, too, and believe that one
        setattr(config, _ORIGINAL, original)
    if "full_attention" in before:  # layers that see a window only are never stretched
        window = {"rope_type": "default", "rope_theta": gguf.settings.get("rope.freq_base_swa", _BASE)}
        config.rope_parameters = {"full_attention": parameters, "sliding_attention": window}
        turned: dict[str, Any] = {}
    else:
        if gguf.settings.get("rope.freq_base_swa", parameters["rope_theta"]) != parameters["rope_theta"]:
            raise gguf.refuse("rope.freq_base_swa")
        kept = {name: before[name] for name in ("truncate",) if parameters["rope_type"] == "yarn" and name in before}
        config.rope_parameters = turned = {**kept, **parameters}
    share = gguf.settings.get("rope.dimension_count", head_length(gguf)) / head_length(gguf)
    if _PARTIAL in before:
        turned[_PARTIAL] = share
    elif share != 1:
        raise gguf.refuse("rope.dimension_count")


def refuse_stretching(gguf: GgufFile) -> None:
    """`ModelUnsupported` if the file stretches its positions: for models that transformers reads without looking."""
    if _parameters(gguf)["rope_type"] != "default":
        raise gguf.refuse("rope.scaling.factor")


def _parameters(gguf: GgufFile) -> dict[str, Any]:
    settings = gguf.settings
    kind = settings.get("rope.scaling.type", "linear")
    factor = settings.get("rope.scaling.factor") or settings.get("rope.scale_linear") or 1.0
    scale = settings.get("rope.scaling.attn_factor", 1.0)
    theta = {"rope_theta": settings.get("rope.freq_base", _BASE)}
    longest = settings.get("context_length")
    original = settings.get("rope.scaling.original_context_length", longest)
    if kind not in ("none", "linear", "yarn", "longrope"):
        raise gguf.refuse("rope.scaling.type")
    each = _factors(gguf, 1.0 if kind == "none" else factor)
    if each is not None and kind != "yarn":
        short, long = each
        return theta | {
            "rope_type": "longrope",
            "short_factor": short,
            "long_factor": long,
            "attention_factor": scale,
            _ORIGINAL: original,
        }
    if each is not None or (scale != 1 and kind != "yarn"):
        raise gguf.refuse("rope.scaling.attn_factor" if each is None else _FACTORS)
    if kind == "none" or factor == 1:
        return theta | {"rope_type": "default"}
    if kind == "linear":
        return theta | {"rope_type": "linear", "factor": factor}
    if kind == "longrope":  # without the factors of each frequency
        raise gguf.refuse("rope.scaling.type")
    return theta | {
        "rope_type": "yarn",
        "factor": factor,
        "attention_factor": scale * (1 + 0.1 * math.log(factor)),
        "beta_fast": settings.get("rope.scaling.yarn_beta_fast", 32.0),
        "beta_slow": settings.get("rope.scaling.yarn_beta_slow", 1.0),
        _ORIGINAL: original,
    }


def _factors(gguf: GgufFile, factor: float) -> tuple[list[float], list[float]] | None:
    """By what each frequency is divided, in short texts and in long ones; None if by nothing or all by the same."""
    both, short, long = map(gguf.tensor, (_FACTORS, _SHORT, _LONG))
    if both is not None and short is None and long is None:
        return None if np.all(both == 1) else ((both * factor).tolist(), (both * factor).tolist())
    if short is not None and long is not None and both is None:
        return short.tolist(), long.tolist()
    if both is None and short is None and long is None:
        return None
    raise gguf.refuse(_FACTORS)
