"""What a model takes to be held and trained, as squares of true area beside things one knows."""

from __future__ import annotations

from llm_viz.chapters.large.compute.cost import CHIP, cost_sources
from llm_viz.chapters.large.parts.cost import cost_squares
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture, and where its figures are from."""
    with page.section("cost", is_picture=True):
        cost_squares(page.visit, page.t)
        fold_citations("cost", cost_sources(page.visit.model), page.t, page.t("cost-sources", chip=CHIP))
