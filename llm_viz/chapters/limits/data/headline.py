"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.data.compute import different_curves
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.training.collapse import GENERATIONS
from llm_viz.training.experiments import COLLAPSE


def headline(page: DrawbackPage) -> Headline:
    """How many different words are left where models learn from what models wrote."""
    alone = different_curves(COLLAPSE.recorded(page.visit.language).reports)[0].points
    before, after = alone[0].value, alone[GENERATIONS].value
    return Headline({"before": f"{before:.0f}", "after": f"{after:.0f}", "generations": GENERATIONS}, after / before)
