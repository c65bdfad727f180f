"""What a model remembers of texts that it has read: keys and values of all layers, in as few tensors as there are
shapes of them.

So what concerns all layers, such as a copy of the beginning of a text, is one operation instead of one for each of
sixty tensors. On a GPU each would cost what it costs to start it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import torch
from transformers import Cache, DynamicCache
from transformers.cache_utils import DynamicLayer

KeysAndValues = tuple[torch.Tensor, torch.Tensor]
"""Of one layer, each (row, head, column, d_head)."""


class Place(NamedTuple):
    """Where a tensor is: which of the stacks, and which part of that."""

    stack: int
    part: int


Layout = tuple[tuple[Place, Place] | None, ...]
"""By layer, where its keys and its values are; None for a layer that uses another's."""


def keys_and_values(layer: object) -> KeysAndValues | None:
    """What a layer of a cache keeps; None for one that uses another's keys."""
    keys, values = getattr(layer, "keys", None), getattr(layer, "values", None)
    return None if keys is None or values is None else (keys, values)


@dataclass(frozen=True)
class Remembered:
    """`stacks`: each (part, row, head, column, d_head), equal but for heads and their size. Nothing changes them."""

    stacks: tuple[torch.Tensor, ...]
    layout: Layout

    @classmethod
    def of(cls, cache: Cache) -> Remembered:
        """A copy of what a cache holds that keeps all tokens in every layer."""
        parts: dict[tuple[int, int], list[torch.Tensor]] = {}
        numbers: dict[tuple[int, int], int] = {}
        layout: list[tuple[Place, Place] | None] = []
        for layer in cache.layers:
            places: list[Place] = []
            for states in keys_and_values(layer) or ():
                shape = (states.shape[1], states.shape[3])
                stack = numbers.setdefault(shape, len(numbers))
                places.append(Place(stack, len(parts.setdefault(shape, []))))
                parts[shape].append(states)
            layout.append((places[0], places[1]) if places else None)
        return cls(tuple(torch.stack(stacked) for stacked in parts.values()), tuple(layout))

    @property
    def bytes(self) -> int:
        """Memory that the stacks take."""
        return sum(stack.nbytes for stack in self.stacks)

    def first(self, length: int) -> Remembered:
        """Of the first `length` tokens only; not a copy."""
        return replace(self, stacks=tuple(stack[:, :, :, :length] for stack in self.stacks))

    def layers(self) -> Iterator[KeysAndValues | None]:
        """Layer by layer; not a copy."""
        return layers_of(self.stacks, self.layout)

    def cache(self) -> DynamicCache:
        """For a pass that goes on: transformers joins what comes to what is there, and leaves that as it is."""
        cache = DynamicCache()
        for kept in self.layers():
            layer: Any = DynamicLayer()  # type: ignore[no-untyped-call]
            if kept is not None:
                layer.keys, layer.values = kept
                layer.dtype, layer.device = layer.keys.dtype, layer.keys.device
                layer.is_initialized = True
            cache.layers.append(layer)
        return cache


def layers_of(stacks: Sequence[torch.Tensor], layout: Layout) -> Iterator[KeysAndValues | None]:
    """Keys and values of every layer, from stacks (part, row, head, column, d_head)."""
    for places in layout:
        if places is None:
            yield None
        else:
            keys, values = (stacks[place.stack][place.part] for place in places)
            yield keys, values
