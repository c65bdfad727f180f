"""Page 11: where every published figure comes from, and whom to thank."""

from __future__ import annotations

from llm_viz.chapters.sources.sections.all import read_and_checked, show_check, show_licences, show_sources
from llm_viz.kit.page.frame import Page, chapter


def draw(page: Page) -> None:
    files, report = read_and_checked()
    with page.section("check"):
        show_check(page, report)
    with page.section("sources"):
        show_sources(page, files)
    with page.section("models"):
        show_licences()
        page.prose("licences")
    with page.section("thanks"):
        pass


def render() -> None:
    """Draw the page."""
    with chapter("sources") as this_page:
        draw(this_page)
