"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.cost.compute import energy_runs
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline

_MODEL = "GPT-3 175B"


def headline(_: DrawbackPage) -> Headline:
    """What one training took."""
    run = next(run for run in energy_runs() if run.model == _MODEL)
    return Headline({"mwh": run.energy_mwh or 0})
