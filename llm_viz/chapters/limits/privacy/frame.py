"""The question that covers the drawback of privacy, on safes whose PINs a model gives away."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.privacy.compute import TRIES, all_ranks, half_open
from llm_viz.chapters.limits.privacy.parts.safes import safes
from llm_viz.training.experiments import CANARY


def uncovered(page: DrawbackPage) -> bool:
    """Ask after how many tries half of the safes are open; whether what follows may be seen."""
    groups = all_ranks(CANARY.recorded(page.visit.language).reports)
    question = page.ask_on_picture("guess-question", own=page.t("safes-mark"), bounds=(TRIES[0], TRIES[-1]))
    safes(groups, page.t("says-open", control=half_open(groups[0].ranks)), question, page.visit, page.t)
    return not question.is_open
