"""The question that covers the drawback of data quality."""

from __future__ import annotations

from llm_viz.chapters.limits.data.compute import GUESSES, most_harmful
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.training.experiments import QUALITY


def uncovered(page: DrawbackPage) -> bool:
    """Ask which of the two bad texts does more harm; whether what follows may be seen."""
    options = [page.t(f"guess-{quality}") for quality in GUESSES]
    answer = most_harmful(QUALITY.recorded(page.visit.language).reports)
    return page.cover("guess-question", options, page.t(f"guess-{answer}"), judge="figures")
