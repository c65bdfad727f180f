"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.privacy.compute import ASKED, all_ranks, half_open
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.training.experiments import CANARY


def headline(page: DrawbackPage) -> Headline:
    """After how many tries half of the safes are open."""
    groups = {group.repeats: group for group in all_ranks(CANARY.recorded(page.visit.language).reports)}
    return Headline({"half": half_open(groups[ASKED].ranks)}, answers=True)
