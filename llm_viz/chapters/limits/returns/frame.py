"""The question that covers the drawback of diminishing returns."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.kit.compute.scaling_laws import tenfold_guesses


def uncovered(page: DrawbackPage) -> bool:
    """Ask what ten times the computing takes away; whether what follows may be seen."""
    options, answer = tenfold_guesses(page.t.language)
    return page.cover("guess-question", options, answer, judge="figures")
