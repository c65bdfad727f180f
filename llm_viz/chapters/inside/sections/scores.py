"""The last step: from the last vector to scores, and from scores to probabilities, by hand."""

from __future__ import annotations

from llm_viz.chapters.inside.compute.scores import scores
from llm_viz.chapters.inside.parts.scores import show_scores
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The act."""
    with page.section("scores"):
        show_scores(scores(page.visit.lm, page.visit.text), page.t)
