"""Chapter 9: what larger buys. Published laws over real training runs, and a law measured by oneself."""

from __future__ import annotations

from llm_viz.chapters.scaling.sections import budget, kaplan, own, runs
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Three simple laws, and nothing more until their guess; then the runs, the budget, an experiment of our own."""
    with chapter("scaling") as page:
        if kaplan.show(page):
            runs.show(page)
            budget.show(page)
            own.show(page)
