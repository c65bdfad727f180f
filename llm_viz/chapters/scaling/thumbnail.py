"""The training runs of Hoffmann et al. (2022): more computation, less loss."""

from __future__ import annotations

from math import log10

from llm_viz.facts.chinchilla import chinchilla_runs
from llm_viz.kit.charts.thumbnail import dot, scaled

_EVERY = 3


def thumbnail() -> str:
    """A dot for every third run: computation on a logarithmic axis, and the loss."""
    runs = sorted(chinchilla_runs(), key=lambda run: run.flop)[::_EVERY]
    across = scaled([log10(run.flop) for run in runs], 14, 226)
    down = scaled([-run.loss for run in runs], 6, 66)
    return "".join(dot(place // 8, x, y, 2) for place, (x, y) in enumerate(zip(across, down, strict=True)))
