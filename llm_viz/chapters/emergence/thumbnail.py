"""Two-digit addition: what models of growing size get right."""

from __future__ import annotations

from math import log10

from llm_viz.facts.emergence import results
from llm_viz.kit.charts.thumbnail import PURPLE, dot, line, scaled


def thumbnail() -> str:
    """Size on a logarithmic axis, right answers from 0 to 100 percent."""
    found = next(iter(results("addition-2").by_metric.values()))
    across = scaled([log10(result.parameters) for result in found], 18, 222)
    points = [(x, 66 - 0.6 * result.value) for x, result in zip(across, found, strict=True)]
    return line(0, points) + "".join(dot(turn, *point, 4, PURPLE) for turn, point in enumerate(points))
