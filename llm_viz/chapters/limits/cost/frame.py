"""The question that covers the drawback of cost."""

from __future__ import annotations

from llm_viz.chapters.limits.cost.compute import GUESSES, right_guess
from llm_viz.chapters.limits.frame import DrawbackPage


def uncovered(page: DrawbackPage) -> bool:
    """Ask what the second run of the same model emitted; whether what follows may be seen."""
    options = [page.t("tonnes", tonnes=tonnes) for tonnes in GUESSES]
    return page.cover("guess-question", options, page.t("tonnes", tonnes=right_guess()), judge="figures")
