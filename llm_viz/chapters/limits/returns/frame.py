"""The question that covers the drawback of diminishing returns."""

from __future__ import annotations

from llm_viz.base.numbers import percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.returns.compute import guesses, kaplan_saving


def uncovered(page: DrawbackPage) -> bool:
    """Ask what ten times the computing takes away; whether what follows may be seen."""
    return page.cover("guess-question", guesses(), percent(kaplan_saving()), judge="figures")
