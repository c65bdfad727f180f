"""Reading the weights of a prepared model: safetensors only, no remote code, no network."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import (
    MODEL_FOR_CAUSAL_LM_MAPPING,
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForImageTextToText,
    PreTrainedConfig,
    PreTrainedModel,
)
from transformers.utils import logging as transformers_logging

from llm_viz.base.errors import ModelBroken, ModelUnsupported, WeightsUnfit
from llm_viz.engine.attempt import NOT_UNDERSTOOD, explanation, is_out_of_memory
from llm_viz.engine.catalogue import ModelCard

_DETAIL_LENGTH = 200  # characters of another library's explanation
# Where the text part of a model that also sees or hears keeps its weights, and where it expects them alone.
_TEXT_PART = {
    r"^(model\.)?(language_model|text_model)\.(model\.)?(?!lm_head)": "model.",
    r"^(model\.)?language_model\.lm_head": "lm_head",
}
# Put before or into the names of weights by what a model was wrapped in when it was saved: torch.compile, DataParallel.
_WRAPPERS = {r"^module\.": "", r"(^|\.)_orig_mod\.": r"\1"}
# Encoders are published without the layer that sums up a whole text, or with one that is not used here.
_UNUSED = "pooler."
# Older files hold what is computed anew today: masks, frequencies and numbers of positions.
_COMPUTED = re.compile(r"(attn|attention)\.(masked_)?bias$|rotary_emb\.(inv_freq|cos_cached|sin_cached)$|position_ids$")
_ADAPTER = "adapter_config.json"


def read_model(card: ModelCard, folder: Path, dtype: torch.dtype) -> PreTrainedModel:
    """The model on the CPU, its attention as transformers publishes it ("eager").

    Of a model that also sees or hears, only the part that reads and writes text where transformers has it alone.
    Raises `ModelBroken` if the files are damaged, `WeightsUnfit` if configuration and weights do not belong together,
    `ModelUnsupported` if transformers cannot make a model of them.
    """
    if (folder / _ADAPTER).exists():  # changes to a model, which would be left out without a word
        raise WeightsUnfit(model=card.key, weights=_ADAPTER)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call] # loading takes a second
    logging.getLogger("transformers").setLevel(logging.ERROR)  # it warns of every weight that is not used here
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        auto, options = _reader(card, config)
        model, report = auto.from_pretrained(
            folder,
            **options,
            dtype=dtype,
            attn_implementation="eager",
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            output_loading_info=True,
            ignore_mismatched_sizes=True,  # they are reported, and refused below in words
        )
    except (SafetensorError, OSError, RuntimeError) as problem:
        if is_out_of_memory(problem):
            raise
        raise ModelBroken(model=card.key, file=str(problem)[:_DETAIL_LENGTH]) from problem
    except NOT_UNDERSTOOD as problem:
        raise ModelUnsupported(model=card.key, detail=explanation(problem)) from problem
    read: PreTrainedModel = model
    check_complete(card, read, report)
    return read


def check_complete(card: ModelCard, model: PreTrainedModel, report: Mapping[str, Iterable[Any]]) -> None:
    """`WeightsUnfit` if weights were missing or of another size, which transformers fills with random numbers, or were
    left over in the model.

    `report` is what `from_pretrained` tells of its loading. A weight may be left over where the model has no such part:
    the head of a classifier, the eyes of a model of which only the text part is read.
    """
    missing = sorted(key for key in report["missing_keys"] if not key.startswith(_UNUSED))
    prefix = f"{model.base_model_prefix}."
    parts = {path for path, _ in model.named_modules()} - {"", model.base_model_prefix}
    parts |= {f"{prefix}{path}" for path in parts} | {path.removeprefix(prefix) for path in parts}
    left = sorted(key for key in report["unexpected_keys"] if not _COMPUTED.search(key) and _is_inside(key, parts))
    resized = sorted(f"{key} {tuple(found)} ≠ {tuple(asked)}" for key, found, asked in report["mismatched_keys"])
    if unfit := missing or resized or left:
        raise WeightsUnfit(model=card.key, weights=", ".join(unfit)[:_DETAIL_LENGTH])


def _is_inside(key: str, parts: set[str]) -> bool:
    """Whether a weight of this name belongs to one of the parts of a model, or would stand beside what is in it."""
    path = key.split(".")
    return any(".".join(path[:length]) in parts for length in range(1, len(path)))


def _reader(card: ModelCard, config: PreTrainedConfig) -> tuple[Any, dict[str, Any]]:
    """The class that reads the model, and how."""
    text = config.get_text_config(decoder=True)
    # RWKV halves its weights and its stream every few layers, for the sake of float16: the same model, harder to see.
    if hasattr(config, "rescale_every"):
        config.rescale_every = 0
    options = {"config": config, "key_mapping": _WRAPPERS}
    if not card.causal:
        return AutoModel, options
    if text is config:
        return AutoModelForCausalLM, options
    if type(text) in MODEL_FOR_CAUSAL_LM_MAPPING:
        text.tie_word_embeddings = config.tie_word_embeddings
        return MODEL_FOR_CAUSAL_LM_MAPPING[type(text)], {"config": text, "key_mapping": _WRAPPERS | _TEXT_PART}
    return AutoModelForImageTextToText, options
