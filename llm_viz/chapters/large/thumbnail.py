"""Models as squares of true area: GPT-2, and GPT-3 a year later."""

from __future__ import annotations

from math import sqrt

from llm_viz.facts.models import published_model
from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect

_LARGEST = 64


def thumbnail() -> str:
    """One small square, one large."""
    sizes = [published_model(name).parameters or 0.0 for name in ("GPT-2 XL (1.5B)", "GPT-3 175B")]
    small, large = (_LARGEST * sqrt(size / max(sizes)) for size in sizes)
    return rect(0, 70 - small, 68 - small, small, small, PURPLE) + rect(4, 96, 68 - large, large, large, BLUE)
