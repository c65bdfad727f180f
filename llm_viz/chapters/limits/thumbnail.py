"""A card for each drawback of size; one is turned up."""

from __future__ import annotations

from llm_viz.chapters.limits.drawbacks import OPENING, ORDER
from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect

_ROW = 6


def thumbnail() -> str:
    """As many cards as there are drawbacks."""
    return "".join(
        rect(turn, 22 + 34 * (turn % _ROW), 6 + 32 * (turn // _ROW), 27, 27, PURPLE if name == OPENING else BLUE)
        for turn, name in enumerate(ORDER)
    )
