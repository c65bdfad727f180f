"""Curves, points and levels over two axes, for pictures that grow or change: Plotly would be blank for a moment.

Parts with controls of their own draw the same picture with `drawGraph` (`graph/draw.js`) and the style `graph`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal, TypedDict

from llm_viz.base.visible import legible
from llm_viz.kit.browser.part import part

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


class AxisPayload(TypedDict):
    """An axis with its ends."""

    title: str
    log: bool
    percent: bool
    low: float
    high: float


class SeriesPayload(TypedDict):
    """`Series`, without the points that cannot be drawn."""

    name: str
    points: list[Point]
    colour: Colour
    dash: Dash
    line: bool
    marks: Marks | None
    hover: list[str] | None


class LevelPayload(TypedDict):
    """`Level`."""

    name: str
    value: float
    colour: Colour
    dash: Dash


class GraphPayload(TypedDict):
    """What `drawGraph` draws (`Graph` in `graph/draw.js`); `height` in pixels."""

    x: AxisPayload
    y: AxisPayload
    alt: str
    height: int
    levels: list[LevelPayload]
    series: list[SeriesPayload]


def graph(
    key: str, series: Sequence[Series], x: Axis, y: Axis, alt: str, levels: Sequence[Level] = (), height: int = HEIGHT
) -> None:
    """Show the picture; `alt` says in words what it shows."""
    part(__file__)(key, graph_payload(series, x, y, alt, levels, height))


def graph_payload(
    series: Sequence[Series], x: Axis, y: Axis, alt: str, levels: Sequence[Level] = (), height: int = HEIGHT
) -> GraphPayload:
    """Points that are not numbers, or have no place on a log axis, are left out."""
    shown = [_series_payload(each, x, y) for each in series]
    points = [point for each in shown for point in each["points"]]
    return {
        "x": _axis_payload(x, [point[0] for point in points]),
        "y": _axis_payload(y, [number for point in points for number in point[1:]] + [level.value for level in levels]),
        "alt": alt,
        "height": height,
        "levels": [
            {"name": legible(level.name), "value": level.value, "colour": level.colour, "dash": level.dash}
            for level in levels
        ],
        "series": shown,
    }


def _series_payload(series: Series, x: Axis, y: Axis) -> SeriesPayload:
    kept = [_usable(point, x, y) for point in series.points]
    hover = None if series.hover is None else list(compress(series.hover, kept))
    return {
        "name": legible(series.name),
        "points": list(compress(series.points, kept)),
        "colour": series.colour,
        "dash": series.dash,
        "line": series.line,
        "marks": series.marks,
        "hover": hover,
    }


def _usable(point: Point, x: Axis, y: Axis) -> bool:
    placed = (not x.log or point[0] > 0) and (not y.log or min(point[1:]) > 0)
    return placed and all(map(math.isfinite, point))


def _axis_payload(axis: Axis, numbers: Iterable[float]) -> AxisPayload:
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
