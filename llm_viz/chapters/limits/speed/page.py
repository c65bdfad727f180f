"""The drawback of slowness: measured now, and computed for machines that people have."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.speed.frame import uncovered
from llm_viz.chapters.limits.speed.sections import machines, measured, race
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("speed", visit) as page:
        if not uncovered(page):
            return
        race.show(page)
        measured.show(page)
        machines.show(page)
