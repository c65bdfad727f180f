"""The drawback of misuse: a planted back door, and instructions inside data."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.misuse.frame import uncovered
from llm_viz.chapters.limits.misuse.sections import backdoor, injection
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("misuse", visit) as page:
        if not uncovered(page):
            return
        backdoor.show(page)
        injection.show(page)
