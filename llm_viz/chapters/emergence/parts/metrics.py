"""What the pictures of this chapter share: their height and their axes (`metrics.js`)."""

from __future__ import annotations

from typing import Literal, TypedDict

from llm_viz.base.i18n import Strings

HEIGHT = 430  # pixels
STYLES = ("graph", "controls")
SCALES: tuple[Literal["linear", "log"], ...] = ("linear", "log")
ROOM = 1.6
"""Ratio of a logarithmic axis' ends to the last points."""


class Ends(TypedDict):
    """Where an axis ends."""

    low: float
    high: float


class TitledEnds(Ends):
    """An axis."""

    title: str


class Axes(TypedDict):
    """The two axes of a picture; the vertical one as it is where it is logarithmic."""

    x: TitledEnds
    y: TitledEnds


def ends(low: float, high: float) -> Ends:
    """An axis from `low` to `high`."""
    return {"low": low, "high": high}


def titled(title: str, low: float, high: float) -> TitledEnds:
    """An axis from `low` to `high` under its title."""
    return {"title": title, "low": low, "high": high}


def plain_strings(t: Strings, *keys: str) -> dict[str, str]:
    """Messages by their key, which has _ instead of - in the browser."""
    return {key.replace("-", "_"): t(key) for key in keys}
