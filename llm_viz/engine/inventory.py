"""The parameters of a model, counted by part and layer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from torch import nn
from transformers import PreTrainedModel

from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.models import Inventory, ModelPart, ParameterGroup

_ATTENTION = re.compile(r"attn|attention", re.IGNORECASE)
_MLP = re.compile(r"mlp|ffn|feed_?forward|expert|moe|intermediate|output|fc\d|dense", re.IGNORECASE)

Tensors = list[tuple[str, tuple[int, ...]]]


def inventory(loaded: LoadedModel) -> Inventory:
    """Every parameter of the model by part and layer; a shared one counts once, with the first module that has it."""
    model = loaded.model
    blocks = {id(block): layer for layer, block in enumerate(loaded.modules.blocks)}
    groups: dict[tuple[ModelPart, int | None], Tensors] = {}
    seen: set[int] = set()
    for name, module in _with_layers(model, blocks):
        layer, path = name
        for own, parameter in module.named_parameters(recurse=False):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                part = _part(model, module, path, layer)
                tensor = (".".join(filter(None, (path, own))), tuple(parameter.shape))
                groups.setdefault((part, layer), []).append(tensor)
    found = tuple(ParameterGroup(part, layer, tuple(tensors)) for (part, layer), tensors in groups.items())
    return Inventory(found, _read_per_token(model, found), loaded.abilities.memory.kept)


def _with_layers(model: PreTrainedModel, blocks: dict[int, int]) -> Iterator[tuple[tuple[int | None, str], nn.Module]]:
    """Every module once, with its layer (None outside the layers) and its path within it."""
    inside: dict[str, int] = {}  # path of a block → its layer
    for path, module in model.named_modules():
        if id(module) in blocks:
            inside[path] = blocks[id(module)]
        block = next((block for block in inside if path == block or path.startswith(f"{block}.")), None)
        yield ((None, path) if block is None else (inside[block], path[len(block) + 1 :])), module


def _part(model: PreTrainedModel, module: nn.Module, path: str, layer: int | None) -> ModelPart:
    if "norm" in type(module).__name__.lower():
        return "norm"
    if layer is not None:
        if _ATTENTION.search(path):
            return "attention"
        return "mlp" if _MLP.search(path) else "other"
    if module is model.get_input_embeddings():
        return "embedding"
    if module is model.get_output_embeddings():  # type: ignore[no-untyped-call]
        return "output"
    return "positions" if isinstance(module, nn.Embedding) else "other"


def _read_per_token(model: PreTrainedModel, groups: tuple[ParameterGroup, ...]) -> int:
    table, projection = model.get_input_embeddings(), model.get_output_embeddings()  # type: ignore[no-untyped-call]
    shared = projection is not None and getattr(projection, "weight", None) is getattr(table, "weight", None)
    looked_up = {"positions"} if shared else {"positions", "embedding"}
    return sum(group.parameters for group in groups if group.part not in looked_up)
