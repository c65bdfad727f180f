"""Curves, points and levels over two axes, for pictures that grow or change: Plotly would be blank for a moment.

Components with controls of their own draw the same picture with `drawGraph` (parts `GRAPH_PARTS`, styles `graph.css`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from llm_viz.base.visible import legible
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component

GRAPH_PARTS = ("graph_scale", "graph_draw")
HEIGHT = 420  # pixels

Colour = Literal["first", "second", "third", "fourth", "quiet", "ink"]
Dash = Literal["solid", "dashed", "dotted"]
Marks = Literal["circle", "small", "open", "square", "diamond"]
Point = tuple[float, float] | tuple[float, float, float, float]
"""Where, and how much; with an error bar: its lower and its upper end."""


@dataclass(frozen=True, slots=True)
class Axis:
    """`low` and `high` are those of the numbers where None; `percent`: shares, written as such."""

    title: str
    log: bool = False
    low: float | None = None
    high: float | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together: joined by a line, shown as marks, or both. `hover` has a text for each of them."""

    name: str
    points: Sequence[Point]
    colour: Colour = "first"
    dash: Dash = "solid"
    line: bool = True
    marks: Marks | None = None
    hover: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A number on the vertical axis, as a line right across."""

    name: str
    value: float
    colour: Colour = "quiet"
    dash: Dash = "dashed"


def graph(
    key: str, series: Sequence[Series], x: Axis, y: Axis, alt: str, levels: Sequence[Level] = (), height: int = HEIGHT
) -> None:
    """Show the picture; `alt` says in words what it shows."""
    component("graph", GRAPH_PARTS)(key=key, data=graph_payload(series, x, y, alt, levels, height))


def graph_payload(
    series: Sequence[Series], x: Axis, y: Axis, alt: str, levels: Sequence[Level] = (), height: int = HEIGHT
) -> Payload:
    """What `drawGraph` in `graph_draw.js` draws. Points that are not numbers, or have no place on a log axis, are left
    out.
    """
    kept = [[_usable(point, x, y) for point in one.points] for one in series]
    shown = [
        [point for point, usable in zip(one.points, mask, strict=True) if usable]
        for one, mask in zip(series, kept, strict=True)
    ]
    horizontal = [point[0] for points in shown for point in points]
    vertical = [number for points in shown for point in points for number in point[1:]] + [one.value for one in levels]
    return {
        "x": _axis(x, horizontal),
        "y": _axis(y, vertical),
        "alt": alt,
        "height": height,
        "levels": [
            {"name": legible(one.name), "value": one.value, "colour": one.colour, "dash": one.dash} for one in levels
        ],
        "series": [
            {
                "name": legible(one.name),
                "points": points,
                "colour": one.colour,
                "dash": one.dash,
                "line": one.line,
                "marks": one.marks,
                "hover": None
                if one.hover is None
                else [text for text, usable in zip(one.hover, mask, strict=True) if usable],
            }
            for one, points, mask in zip(series, shown, kept, strict=True)
        ],
    }


def _usable(point: Point, x: Axis, y: Axis) -> bool:
    placed = (not x.log or point[0] > 0) and (not y.log or min(point[1:]) > 0)
    return placed and all(map(math.isfinite, point))


def _axis(axis: Axis, numbers: Iterable[float]) -> Payload:
    """The axis with its ends: those given, or those of the numbers with a little air."""
    found = sorted(numbers) or [1.0]
    low, high = found[0], found[-1]
    if axis.log:
        low, high = (low / 1.5, high * 1.5) if low == high else (low, high)
    else:
        air = 0.04 * (high - low) or 1.0
        low, high = low - air, high + air
    return {
        "title": axis.title,
        "log": axis.log,
        "percent": axis.percent,
        "low": low if axis.low is None else axis.low,
        "high": high if axis.high is None else axis.high,
    }
