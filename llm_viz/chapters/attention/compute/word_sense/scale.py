"""Where a word stands between its two senses: a scale with the sentences of sense A at +1 and those of sense B at −1.

With x_l the residual stream of the word after layer l, a_l and b_l the means over the reference sentences and m_l their
middle, the place is 2 (x_l − m_l)·(a_l − b_l) / |a_l − b_l|². Other than the cosine of `axis.py` it is not divided by
the length of x_l − m_l, so that a word that hardly moves along the line stands near 0.

A scale can fail: in early layers nearly all states are alike, and what lies between the means is noise. So every
reference sentence is placed by the scale of all the others, and a layer counts only where nearly all of them fall on
their own side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.engine.protocol.types import Floats

TRUSTED = 11 / 12
"""The share of reference sentences on their own side from which on a layer counts."""


@dataclass(frozen=True, slots=True, eq=False)
class SenseScale:
    """The scale of one word in one model, and its test.

    `held_out` are the reference sentences of A and of B, each placed by all the others, (reference, layers + 1); None
    where there are too few of them: then the scale was not tested.
    """

    axis: SenseAxis
    held_out: tuple[Floats, Floats] | None

    @property
    def tests(self) -> int:
        """How many reference sentences tested the scale."""
        return 0 if self.held_out is None else sum(map(len, self.held_out))

    @property
    def right(self) -> tuple[int, ...]:
        """How many of them fall on their own side, by layer; the embedding (layer 0) tells nothing apart."""
        if self.held_out is None:
            return (0,) * (self.axis.layers + 1)
        a, b = self.held_out
        return tuple(((a > 0).sum(0) + (b < 0).sum(0)).tolist())

    @property
    def first_layer(self) -> int | None:
        """The layer from which on the scale can be trusted, to the last one; None if not even there.

        An untested scale is taken at its word from the first layer on.
        """
        if self.held_out is None:
            return 1
        failing = [layer for layer, count in enumerate(self.right) if count < TRUSTED * self.tests or layer == 0]
        return failing[-1] + 1 if failing[-1] < self.axis.layers else None

    @property
    def trusted_in_the_end(self) -> bool:
        """Whether the mean over the last third of the layers (`rest`) can be trusted."""
        if self.held_out is None:
            return True
        ends = [mean_place(side) for side in self.held_out]
        return bool((ends[0] > 0).sum() + (ends[1] < 0).sum() >= TRUSTED * self.tests)

    def places(self, states: Floats, layers: Sequence[int] | None = None) -> Floats:
        """Places (…, kept stream) of states (…, kept stream, d_model); `layers` are those kept, None = all."""
        return places(self.axis, states, layers)

    def rest(self, states: Floats) -> Floats:
        """Where the needle rests: the mean place over the last third of the layers, whose states are given."""
        return np.asarray(self.places(states, tuple(last_third(self.axis.layers))).mean(-1))


def places(axis: SenseAxis, states: Floats, layers: Sequence[int] | None = None) -> Floats:
    """Places on the scale of this axis, see `SenseScale.places`; 0 where the references do not differ."""
    kept = list(range(axis.layers + 1) if layers is None else layers)
    mean_a, mean_b = axis.a[:, kept].mean(0), axis.b[:, kept].mean(0)
    middle = (mean_a + mean_b) / 2
    return np.asarray(2 * axis.movement(states, middle, layers=kept))


def build_scale(axis: SenseAxis) -> SenseScale:
    """The scale of an axis, tested if each sense has two references at least."""
    if not axis.can_hold_out:
        return SenseScale(axis, None)
    side_a = [places(SenseAxis(np.delete(axis.a, i, 0), axis.b), axis.a[i]) for i in range(len(axis.a))]
    side_b = [places(SenseAxis(axis.a, np.delete(axis.b, i, 0)), axis.b[i]) for i in range(len(axis.b))]
    return SenseScale(axis, (np.stack(side_a), np.stack(side_b)))


def mean_place(by_layer: Floats) -> Floats:
    """The mean over the last third of the layers of places (…, layers + 1)."""
    return np.asarray(by_layer[..., list(last_third(by_layer.shape[-1] - 1))].mean(-1))
