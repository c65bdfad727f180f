"""What both pictures of the surface share: its numbers, the names of the published fits, logarithmic axes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.facts.laws import Surface
from llm_viz.kit.browser.graph import AxisPayload

STYLES = ("graph", "controls", "stage", "surface")


class SurfacePayload(TypedDict):
    """`Surface`."""

    E: float
    A: float
    B: float
    alpha: float
    beta: float


class Axes(TypedDict):
    """The two axes of a picture."""

    x: AxisPayload
    y: AxisPayload


def surface_payload(surface: Surface) -> SurfacePayload:
    """A surface for the browser."""
    return {"E": surface.E, "A": surface.A, "B": surface.B, "alpha": surface.alpha, "beta": surface.beta}


def log_axis(title: str, low: float, high: float) -> AxisPayload:
    """A logarithmic axis from `low` to `high`."""
    return {"title": title, "log": True, "percent": False, "low": low, "high": high}


def fit_strings(fits: Mapping[str, Surface], t: Strings) -> dict[str, str]:
    """The heading of the choice between fits, and the name of each."""
    return {"fits": t("fits"), **{f"fit_{name}": t(f"fit-{name.replace('_', '-')}") for name in fits}}
