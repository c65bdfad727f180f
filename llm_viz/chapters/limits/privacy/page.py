"""The drawback of privacy: a secret that stands in the training text, and comes out again."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.privacy.frame import uncovered
from llm_viz.chapters.limits.privacy.sections import canary
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("privacy", visit) as page:
        if not uncovered(page):
            return
        canary.show(page)
