"""Which token may look at which: itself and those before it, and no other."""

from __future__ import annotations

from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect

_TOKENS = 6


def thumbnail() -> str:
    """A row for each token that looks."""
    return "".join(
        rect(row + 1, 70 + 17 * column, 5 + 10.5 * row, 15, 8.5, PURPLE if row == column else BLUE)
        for row in range(_TOKENS)
        for column in range(row + 1)
    )
