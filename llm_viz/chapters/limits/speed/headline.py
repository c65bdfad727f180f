"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.chapters.limits.speed.compute.machines import ceilings


def headline(_: DrawbackPage) -> Headline:
    """How fast a small and a large model write at most, on the fastest of the machines."""
    small, large = ceilings().values()
    return Headline({"small": f"{small:.0f}", "large": f"{large:.0f}"})
