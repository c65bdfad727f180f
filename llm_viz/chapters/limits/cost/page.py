"""The drawback of cost: what training took, where it was done, and what a class uses."""

from __future__ import annotations

from llm_viz.chapters.limits.cost.frame import uncovered
from llm_viz.chapters.limits.cost.sections import class_, money, place, runs
from llm_viz.chapters.limits.frame import drawback
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("cost", visit) as page:
        if not uncovered(page):
            return
        place.show(page)
        runs.show(page)
        money.show(page)
        class_.show(page)
