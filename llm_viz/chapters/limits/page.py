"""Chapter 11: what growing costs, and where models fail."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import choose, show
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Draw the page."""
    with chapter("limits") as this_page:
        show(choose(this_page), this_page.visit)
