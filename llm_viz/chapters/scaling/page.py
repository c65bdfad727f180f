"""Chapter 9: what larger buys. Published laws over real training runs, and a law measured by oneself."""

from __future__ import annotations

from llm_viz.chapters.scaling.sections import budget, drawing, kaplan, own, runs
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Draw the curve; then the formula behind it, the best way to spend a budget, an experiment of our own."""
    with chapter("scaling") as page:
        play(
            page,
            (
                Act("draw", lambda: drawing.show(page)),
                Act("formula", lambda: _formula(page)),
                Act("budget", lambda: budget.show(page)),
                Act("own", lambda: own.show(page)),
            ),
        )


def _formula(page: Page) -> None:
    runs.show(page)
    kaplan.show(page)
