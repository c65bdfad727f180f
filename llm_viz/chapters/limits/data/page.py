"""The drawback of data quality: bad texts, and texts that models wrote."""

from __future__ import annotations

from llm_viz.chapters.limits.data.frame import uncovered
from llm_viz.chapters.limits.data.sections import collapse, quality
from llm_viz.chapters.limits.frame import drawback
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("data", visit) as page:
        if not uncovered(page):
            return
        quality.show(page)
        collapse.show(page)
