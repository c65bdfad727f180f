"""All sources of the published figures as shelves of books, one shelf a chapter, and as a list."""

from __future__ import annotations

from llm_viz.chapters.sources.parts.shelf import shelf
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section."""
    with page.section("sources", is_picture=True):
        shelf(page.visit, page.t)
