"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.misuse.compute.backdoor import backdoor_curves, opened_from
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.training.backdoor import LINES
from llm_viz.training.experiments import BACKDOOR


def headline(page: DrawbackPage) -> Headline:
    """How often a model obeys, after the fewest planted lines that open the back door."""
    reports = BACKDOOR.recorded(page.visit.language).reports
    planted = opened_from(reports)
    obeys = backdoor_curves(reports)[0].points[planted].value
    return Headline({"share": as_percent(obeys), "planted": planted, "lines": f"{LINES:,}"}, obeys, answers=True)
