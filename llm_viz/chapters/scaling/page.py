"""Chapter 8: what larger buys. Published laws over real training runs, and a law measured by oneself."""

from __future__ import annotations

from llm_viz.chapters.scaling.sections.laws import show_budget, show_kaplan, show_runs
from llm_viz.chapters.scaling.sections.own import show_own
from llm_viz.kit.page.frame import Page, chapter


def draw(page: Page) -> None:
    if not show_kaplan(page):
        return
    show_runs(page)
    show_budget(page)
    show_own(page)


def render() -> None:
    """Draw the page."""
    with chapter("scaling") as this_page:
        draw(this_page)
