"""How large the loaded model is: its parameters part by part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.engine.protocol.models import Inventory, ModelFacts, ModelPart, ParameterGroup
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.notes import Note, Values

PARTS: tuple[ModelPart, ...] = ("embedding", "positions", "attention", "mlp", "norm", "output", "other")
"""In the order in which a text passes them."""

_MOST_OF_IT = 0.5
_GIANT = "GPT-3 175B"


@dataclass(frozen=True, slots=True)
class PartCount:
    """One part of the whole model."""

    part: ModelPart
    parameters: int
    share: float


def count_parts(inventory: Inventory) -> tuple[PartCount, ...]:
    """The parts that the model has; their shares add up to 1."""
    sums: dict[ModelPart, int] = defaultdict(int)
    for group in inventory.groups:
        sums[group.part] += group.parameters
    total = inventory.parameters
    return tuple(PartCount(part, sums[part], sums[part] / total) for part in PARTS if part in sums)


def layer_tensors(inventory: Inventory, layer: int) -> tuple[ParameterGroup, ...]:
    """The matrices and vectors of one layer, in the order of `PARTS`."""
    groups = (group for group in inventory.groups if group.layer == layer)
    return tuple(sorted(groups, key=lambda group: PARTS.index(group.part)))


def part_notes(inventory: Inventory, facts: ModelFacts) -> tuple[Note, ...]:
    """What the counts show."""
    parts = {count.part: count for count in count_parts(inventory)}
    notes = []
    table = parts.get("embedding")
    if table is not None and table.share >= _MOST_OF_IT:
        values: Values = {
            "vocabulary": facts.vocabulary_size,
            "width": facts.width,
            "share": as_percent(table.share),
        }
        notes.append(Note("note-table", values))
    if "attention" in parts and "mlp" in parts:
        ratio = parts["mlp"].parameters / parts["attention"].parameters
        if ratio > 1:
            notes.append(Note("note-mlp", {"ratio": f"{ratio:.1f}"}))
    inside = {group.layer for group in inventory.groups if group.layer is not None}
    layers = [sum(group.parameters for group in layer_tensors(inventory, layer)) for layer in inside]
    if len(layers) > 1 and len(set(layers)) == 1:
        notes.append(Note("note-layers", {"layers": len(layers), "each": layers[0]}))
    if "norm" in parts and parts["norm"].share < 0.001:
        notes.append(Note("note-norm", {"share": as_percent(parts["norm"].share)}))
    giant = published_model(_GIANT).parameters
    if giant is not None:
        notes.append(Note("note-giant", {"name": _GIANT, "times": f"{giant / inventory.parameters:,.0f}"}))
    return tuple(notes)
