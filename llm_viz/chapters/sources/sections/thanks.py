"""On whose work all this stands: the models that run here, and who published the figures."""

from __future__ import annotations

from llm_viz.chapters.sources.parts.givers import givers_part
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture; the licences in full are one of the drawers below it."""
    with page.section("thanks", is_picture=True):
        givers_part(page.visit, page.t)
    page.explain("licences")
