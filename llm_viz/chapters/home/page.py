"""Home: which words may come next, and where do they come from?"""

from __future__ import annotations

from llm_viz.chapters.home.sections import chapters, river
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page."""
    with chapter("home") as page:
        waiting = river.place_for_waiting(page)
        river.show(page)
        chapters.show(page)
        river.wake(page, waiting)
