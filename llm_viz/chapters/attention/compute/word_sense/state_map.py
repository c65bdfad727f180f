"""The states of a word in two dimensions, layer by layer: its references and its contexts as points of a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.engine.protocol.types import Floats

_NO_SPREAD = 1e-5
"""A spread this small against the states themselves is rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class StateMap:
    """One layer (0 = embedding): the references of sense A and B and the contexts as points, (count, 2) each.

    `shares` are the parts of the variance that the two directions hold, 0 … 1; both 0 where all states are the same.
    """

    layer: int
    a: Floats
    b: Floats
    contexts: Floats
    shares: tuple[float, float]


def state_maps(axis: SenseAxis, contexts: Sequence[Floats]) -> tuple[StateMap, ...]:
    """A map for every residual stream, of the references and the contexts' states (layers + 1, d_model).

    Principal component analysis (Pearson 1901) by singular values, of all states of the layer together. The sign of a
    component is arbitrary: A lies to the right of B, and up is where it was in the layer before.
    """
    maps: list[StateMap] = []
    end_a, end_b = len(axis.a), len(axis.a) + len(axis.b)
    before: Floats | None = None
    for layer in range(axis.layers + 1):
        states = np.concatenate([axis.a[:, layer], axis.b[:, layer], np.stack([state[layer] for state in contexts])])
        points, shares = principal_components(states)
        if points[:end_a, 0].mean() < points[end_a:end_b, 0].mean():
            points[:, 0] *= -1
        if before is not None and points[:, 1] @ before[:, 1] < 0:
            points[:, 1] *= -1
        before = points
        maps.append(StateMap(layer, points[:end_a], points[end_a:end_b], points[end_b:], shares))
    return tuple(maps)


def principal_components(states: Floats) -> tuple[Floats, tuple[float, float]]:
    """The states (count, d_model), two at least, along the two directions of largest variance, (count, 2).

    Also the shares of the variance that these directions hold.
    """
    centred = states - states.mean(0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    if sizes[0] <= _NO_SPREAD * np.linalg.norm(states):
        return np.zeros((len(states), 2), np.float32), (0.0, 0.0)
    first, second = sizes[:2] ** 2 / (sizes**2).sum()
    return left[:, :2] * sizes[:2], (float(first), float(second))
