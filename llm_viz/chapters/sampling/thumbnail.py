"""A hundred draws, as often of each word as the article's example has it likely."""

from __future__ import annotations

from llm_viz.kit.charts.thumbnail import BLUE, GREY, ORANGE, PURPLE, dot
from llm_viz.kit.compute import article


def thumbnail() -> str:
    """A marble for each draw, four colours for four words."""
    colours = [
        colour
        for colour, (_, share) in zip((PURPLE, BLUE, ORANGE, GREY), article.WORDS, strict=True)
        for _ in range(round(100 * share))
    ]
    return "".join(
        dot(place // 5, 16 + 11 * (place // 5), 12 + 12 * (place % 5), 4.4, colour)
        for place, colour in enumerate(colours)
    )
