"""The question that covers the drawback of misuse."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.misuse.compute.backdoor import GUESSES, opened_from
from llm_viz.training.experiments import BACKDOOR


def uncovered(page: DrawbackPage) -> bool:
    """Ask how many planted lines open the back door; whether what follows may be seen."""
    options = [page.t("guess-lines", lines=lines) for lines in GUESSES]
    answer = opened_from(BACKDOOR.recorded(page.visit.language).reports)
    return page.cover("guess-question", options, page.t("guess-lines", lines=answer), judge="figures")
