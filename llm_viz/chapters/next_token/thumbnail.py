"""The article's example: four words and how likely they are."""

from __future__ import annotations

from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect
from llm_viz.kit.compute import article


def thumbnail() -> str:
    """A bar for each word, from zero."""
    return "".join(
        rect(2 * turn, 20, 7 + 15 * turn, 480 * share, 11, BLUE if turn else PURPLE)
        for turn, (_, share) in enumerate(article.WORDS)
    )
