"""Home: what happens between my text and the next word?"""

from __future__ import annotations

from llm_viz.chapters.home.sections import journey, river
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page."""
    with chapter("home") as page:
        river.show(page)
        page.prose("about")
        journey.show(page)
