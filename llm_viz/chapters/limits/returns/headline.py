"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.kit.compute.scaling_laws import tenfold_saving


def headline(_: DrawbackPage) -> Headline:
    """What ten times the computing takes away."""
    return Headline({"share": as_percent(tenfold_saving())}, tenfold_saving(), answers=True)
