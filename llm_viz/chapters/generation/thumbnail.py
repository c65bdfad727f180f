"""Each row is one pass: the same tokens read again, and one more."""

from __future__ import annotations

from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect

_ROWS = 5


def thumbnail() -> str:
    """The new token at the end of each row."""
    return "".join(
        rect(2 * row, 20 + 26 * place, 6 + 12.5 * row, 22, 9, PURPLE if place == row + 2 else BLUE)
        for row in range(_ROWS)
        for place in range(row + 3)
    )
