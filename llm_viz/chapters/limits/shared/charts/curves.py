"""What an experiment measured, as lines with error bars; the same look for all experiments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.kit.charts.style import FIRST_COLOUR, SECOND_COLOUR, escape, quiet
from llm_viz.kit.compute.statistics import Curve

_HEIGHT = 380  # pixels
_LEGEND_ROW, _TITLE = 26, 40
_MARGIN = 0.2  # of the horizontal axis, to each side, in distances between two places
_STYLES = (  # a curve is known by its marks and dashes, too
    {"color": SECOND_COLOUR, "dash": "solid", "symbol": "circle"},
    {"color": FIRST_COLOUR, "dash": "solid", "symbol": "square"},
    {"color": SECOND_COLOUR, "dash": "dot", "symbol": "diamond"},
)
_DASHES = ("dash", "dot")


@dataclass(frozen=True, slots=True)
class Axes:
    """Titles of the axes, the places across (all of them, at equal distances), and how values are written.

    The axis upwards begins at zero (`from_zero`) or near the lowest value, which its title says, and ends at `top`, if
    given.
    """

    across: str
    up: str
    places: Sequence[int]
    write: Callable[[float], str]
    from_zero: bool = True
    top: float | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line: what chance gives, or the best possible."""

    value: float
    name: str


def curve_chart(curves: Sequence[Curve], axes: Axes, levels: Sequence[Level], t: Strings, ink: str) -> go.Figure:
    """Lines of means, whiskers of one standard error to each side; a curve may lack places.

    `levels`: at most two; `t` has the curves' names, messages `curve-<key>`; `ink`: the colour to write in.
    """
    order = {place: index for index, place in enumerate(axes.places)}
    figure = go.Figure()
    for curve, style in zip(curves, _STYLES, strict=False):
        if curve.points:
            figure.add_scatter(**_line(curve, order, axes, t), **_line_style(style))
    for level, dash in zip(levels, _DASHES, strict=False):
        figure.add_scatter(**_level_line(level, dash, axes, ink))
    title = axes.up if axes.from_zero else t("axis-not-from-zero", title=axes.up)
    _lay_out(figure, axes, title, len(curves) + len(levels), ink)
    return figure


def _line(curve: Curve, order: dict[int, int], axes: Axes, t: Strings) -> dict[str, object]:
    name = t(f"curve-{curve.key}")
    means = curve.points.values()
    written = [f"{axes.write(point.value)} ± {axes.write(point.error)}" for point in means]
    return {
        "x": [order[place] for place in curve.points],
        "y": [point.value for point in means],
        "error_y": {"type": "data", "array": [point.error for point in means], "thickness": 2, "width": 6},
        "name": escape(name),
        "customdata": [
            escape(f"{name}, {place}: {text if point.count > 1 else axes.write(point.value)}")
            for (place, point), text in zip(curve.points.items(), written, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _level_line(level: Level, dash: str, axes: Axes, ink: str) -> dict[str, object]:
    """A level from side to side; its name is in the legend, because beside the line, curves would run through it."""
    return {
        "x": [-_MARGIN, len(axes.places) - 1 + _MARGIN],
        "y": [level.value] * 2,
        "mode": "lines",
        "line": {"color": ink, "width": 1.5, "dash": dash},
        "name": escape(level.name),
        "customdata": [escape(f"{level.name}: {axes.write(level.value)}")] * 2,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _line_style(style: dict[str, str]) -> dict[str, object]:
    return {
        "mode": "lines+markers",
        "line": {"color": style["color"], "width": 3, "dash": style["dash"]},
        "marker": {"color": style["color"], "symbol": style["symbol"], "size": 11},
    }


def _lay_out(figure: go.Figure, axes: Axes, title: str, rows: int, ink: str) -> None:
    above = _LEGEND_ROW * rows + _TITLE  # the legend, and the title of the vertical axis below it
    font = quiet(figure, _HEIGHT + above, ink)
    figure.update_layout(
        margin={"l": 0, "r": 8, "t": above, "b": 0},
        showlegend=True,
        legend={"orientation": "v", "x": 0, "xanchor": "left", "y": 1 + _TITLE / _HEIGHT, "yanchor": "bottom"},
    )
    # Above the axis, not beside it: a turned title would take a phone's width.
    figure.add_annotation(
        text=escape(title), x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", showarrow=False,
        yshift=6, align="left",
    )  # fmt: skip
    figure.update_xaxes(
        title={"text": escape(axes.across), "font": font},
        tickmode="array",
        tickvals=list(range(len(axes.places))),
        ticktext=[f"{place:,}" for place in axes.places],
        range=[-_MARGIN, len(axes.places) - 1 + _MARGIN],
        tickfont=font,
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    figure.update_yaxes(
        range=None if axes.top is None else [0, axes.top],
        rangemode="tozero" if axes.from_zero else "normal",
        tickfont=font,
        tickformat=".0%" if axes.percent else None,
        zeroline=False,
        automargin=True,
    )
