"""The drawback of hallucination: answers to questions that have none."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.hallucination.frame import uncovered
from llm_viz.chapters.limits.hallucination.sections import answers, words
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("hallucination", visit) as page:
        if not uncovered(page):
            return
        answered = answers.show(page)
        if answered:
            words.show(page, answered)
