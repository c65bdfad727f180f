"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.privacy.compute import known_from
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.training.experiments import CANARY


def headline(page: DrawbackPage) -> Headline:
    """How often a secret must stand in the training text to come out again."""
    return Headline({"times": known_from(CANARY.recorded(page.visit.language).reports)}, answers=True)
