"""The question that covers the drawback of privacy."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.privacy.compute import GUESSES, known_from
from llm_viz.training.experiments import CANARY


def uncovered(page: DrawbackPage) -> bool:
    """Ask from how many times on the secret is known; whether what follows may be seen."""
    options = [page.t("guess-times", times=times) for times in GUESSES]
    answer = known_from(CANARY.recorded(page.visit.language).reports)
    return page.cover("guess-question", options, page.t("guess-times", times=answer), judge="figures")
