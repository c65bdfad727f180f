"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.chapters.limits.speed.compute.machines import SIZES, machines, models_on_machines


def headline(_: DrawbackPage) -> Headline:
    """How fast a small and a large model write at most, on the fastest of the machines."""
    place = max(range(len(machines())), key=lambda place: machines()[place].bandwidth)
    by_model = models_on_machines("bf16")
    small, large = (by_model[SIZES[number]][place].tokens_per_second for number in (1, -1))
    return Headline({"small": f"{small:.0f}", "large": f"{large:.0f}"})
