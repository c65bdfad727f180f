"""How a model knows in which order tokens stand, as its own modules say."""

from __future__ import annotations

from torch import nn

from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.anatomy import PlaceEncoding
from llm_viz.engine.transformer_modules import text_settings

SHOWN_PLACES = 64
_FREQUENCIES = "inv_freq"
"""What transformers calls the frequencies of rotary positions; before it, the kind of layer where there are several."""
_ORIGINAL = "original_"  # a copy of them that nothing is turned by
_PLACES = ("wpe", "embed_positions", "position_embeddings")


def place_encoding(loaded: LoadedModel) -> PlaceEncoding:
    """Rotary frequencies if the model has some, or else learned vectors, or else neither."""
    alibi = bool(getattr(text_settings(loaded.model), "alibi", False))  # Falcon has both, and then uses this
    rotary = (
        {}
        if alibi
        else {
            _kind_of_layers(name): loaded.read_only(buffer)
            for module in loaded.model.modules()
            for name, buffer in module.named_buffers(recurse=False)
            if name.endswith(_FREQUENCIES) and _ORIGINAL not in name
        }
    )
    if rotary:
        return PlaceEncoding("rotary", rotary)
    for name, module in loaded.model.named_modules():
        if name.rpartition(".")[2] in _PLACES and isinstance(module, nn.Embedding):
            first = getattr(module, "offset", 0)  # OPT's first rows belong to no place
            return PlaceEncoding("learned", vectors=loaded.read_only(module.weight[first : first + SHOWN_PLACES]))
    return PlaceEncoding("other")


def _kind_of_layers(buffer: str) -> str:
    return buffer.removesuffix(_FREQUENCIES).removesuffix("_") or "all"
