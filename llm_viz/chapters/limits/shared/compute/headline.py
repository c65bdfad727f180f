"""The one number that stands for a drawback on its card."""

from __future__ import annotations

from dataclasses import dataclass, field

from llm_viz.kit.compute.notes import Values


@dataclass(frozen=True, slots=True)
class Headline:
    """`values` of the messages `card` (the number) and `card-of` (what it counts).

    `share`: the number as a part of a whole, 0 to 1, drawn as a bar; None where it is not one. `answers`: whether it
    would answer the question that covers the drawback, and is shown only afterwards.
    """

    values: Values = field(default_factory=dict)
    share: float | None = None
    answers: bool = False
