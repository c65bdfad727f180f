"""The legal drawback: what makers disclose, and the line of 10²⁵ operations."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.legal.frame import uncovered
from llm_viz.chapters.limits.legal.sections import disclosure, line
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("legal", visit) as page:
        if not uncovered(page):
            return
        line.show(page)
        disclosure.show(page)
