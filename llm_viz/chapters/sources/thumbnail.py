"""A dot for each published model that the app names, by how sure its size is."""

from __future__ import annotations

from llm_viz.facts.models import published_models
from llm_viz.kit.charts.thumbnail import BLUE, GREY, ORANGE, dot

_COLOURS = {"high": BLUE, "medium": ORANGE, "low": GREY}
_ROWS = 5


def thumbnail() -> str:
    """In the table's order."""
    return "".join(
        dot(place // 10, 16 + 11 * (place // _ROWS), 11 + 12.5 * (place % _ROWS), 4, _COLOURS[confidence])
        for place, confidence in enumerate(model.confidence("parameters") for model in published_models())
    )
