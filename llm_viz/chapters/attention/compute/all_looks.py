"""Where every head of a model looks in one text, and at which word most of them look most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.attention_links import strongest_link
from llm_viz.chapters.attention.compute.head_looks import LANES, by_lane
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.lanes import lanes_of


@dataclass(frozen=True, slots=True, eq=False)
class AllLooks:
    """All heads of a text.

    `looks`: (layer, head, lane that looks, lane that is looked at), each row adding up to 1. A lane is one token, or in
    a long text several. `striking` is layer and head of the strongest link of the last token, if there is one.
    """

    tokens: tuple[Token, ...]
    lanes: tuple[tuple[int, ...], ...]
    looks: Floats
    striking: tuple[int, int] | None

    def most_looked_at(self) -> list[int]:
        """The lanes by how many heads look most at them from the last lane, largest first; those with none left out."""
        best = self.looks[:, :, -1].argmax(-1)
        counts = np.bincount(best.ravel(), minlength=len(self.lanes))
        return [int(lane) for lane in np.argsort(-counts, kind="stable") if counts[lane] > 0]

    def striking_lane(self) -> list[int]:
        """The lane at which the head of the strongest link looks most from the last lane, if there is one."""
        return [] if self.striking is None else [int(self.looks[self.striking][-1].argmax())]


def all_looks(tokens: Sequence[Token], weights: Floats) -> AllLooks:
    """From the weights (layer, head, dest, src) of a text."""
    lanes = lanes_of(len(tokens), LANES)
    link = strongest_link(tokens, weights)
    striking = None if link is None else (link.layer, link.head)
    return AllLooks(tuple(tokens), lanes, by_lane(weights, lanes), striking)
