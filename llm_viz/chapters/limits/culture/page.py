"""The drawback of culture: what a language costs, and how alike the answers become."""

from __future__ import annotations

from llm_viz.chapters.limits.culture.frame import uncovered
from llm_viz.chapters.limits.culture.sections import diversity, prices, shares
from llm_viz.chapters.limits.frame import drawback
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("culture", visit) as page:
        if not uncovered(page):
            return
        prices.show(page)
        shares.show(page)
        diversity.show(page)
