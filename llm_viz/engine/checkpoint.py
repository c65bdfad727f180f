"""Reading the weights of a prepared model: safetensors only, no remote code, no network."""

from __future__ import annotations

import logging
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

from llm_viz.base.errors import ModelBroken, ModelUnsupported
from llm_viz.engine.attempt import is_out_of_memory
from llm_viz.engine.catalogue import ModelCard

_DETAIL_LENGTH = 200  # characters of another library's explanation
# Where the text part of a model that also sees or hears keeps its weights, and where it expects them alone.
_TEXT_PART = {
    r"^(model\.)?(language_model|text_model)\.(model\.)?(?!lm_head)": "model.",
    r"^(model\.)?language_model\.lm_head": "lm_head",
}
# Encoders are published without the layer that sums up a whole text, or with one that is not used here.
_UNUSED = "pooler."


def read_model(card: ModelCard, folder: Path, dtype: torch.dtype) -> PreTrainedModel:
    """The model on the CPU, its attention as transformers publishes it ("eager").

    Of a model that also sees or hears, only the part that reads and writes text where transformers has it alone.
    Raises `ModelBroken` if the files are damaged or do not fit each other, `ModelUnsupported` if transformers cannot
    make a model of them.
    """
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
        )
    except (SafetensorError, OSError, RuntimeError) as problem:
        if is_out_of_memory(problem):
            raise
        raise ModelBroken(model=card.key, file=str(problem)[:_DETAIL_LENGTH]) from problem
    except (ValueError, KeyError, TypeError, AttributeError, ImportError, NotImplementedError) as problem:
        raise ModelUnsupported(model=card.key, detail=_explanation(problem)) from problem
    missing = sorted(key for key in report["missing_keys"] if not key.startswith(_UNUSED))
    if missing:  # transformers would have filled them with random numbers
        raise ModelBroken(model=card.key, file=", ".join(missing)[:_DETAIL_LENGTH])
    read: PreTrainedModel = model
    return read


def _reader(card: ModelCard, config: PreTrainedConfig) -> tuple[Any, dict[str, Any]]:
    """The class that reads the model, and how."""
    text = config.get_text_config(decoder=True)
    # RWKV halves its weights and its stream every few layers, for the sake of float16: the same model, harder to see.
    if hasattr(config, "rescale_every"):
        config.rescale_every = 0
    if not card.causal:
        return AutoModel, {"config": config}
    if text is config:
        return AutoModelForCausalLM, {"config": config}
    if type(text) in MODEL_FOR_CAUSAL_LM_MAPPING:
        text.tie_word_embeddings = config.tie_word_embeddings
        return MODEL_FOR_CAUSAL_LM_MAPPING[type(text)], {"config": text, "key_mapping": _TEXT_PART}
    return AutoModelForImageTextToText, {"config": config}


def _explanation(problem: Exception) -> str:
    """The first line of what transformers says, with the kind of error where it says a bare name."""
    lines = str(problem).strip().splitlines() or [""]
    said = f"{type(problem).__name__}: {lines[0]}" if isinstance(problem, KeyError) else lines[0]
    return said[:_DETAIL_LENGTH]
