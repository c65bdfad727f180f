"""The drawback of diminishing returns: the next tenfold, one-sided growth, and data read again."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.returns.frame import uncovered
from llm_viz.chapters.limits.returns.sections import repeats, steps, ways
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("returns", visit) as page:
        if not uncovered(page):
            return
        steps.show(page)
        ways.show(page)
        repeats.show(page)
