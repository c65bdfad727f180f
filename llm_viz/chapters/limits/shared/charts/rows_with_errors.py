"""Measured values in rows, each with its uncertainty: whiskers, or every single measurement as a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from llm_viz.chapters.limits.shared.charts.row_style import BREAK, BarStyle, bar_markers, hovers, wrapped
from llm_viz.kit.charts.style import FONT, escape, quiet_bars

_ROW, _TALL_ROW = 34, 46  # pixels; the latter where a name takes two lines
_FRAME = 70  # for the axis and its title
_DOT = 9
_WRAP = 14  # width of a name, in Latin letters, above which it takes a second line


@dataclass(frozen=True, slots=True)
class RowWithError:
    """One value, how it is written at the end of its row, and its uncertainty.

    `low`, `high`: ends of the whisker, None for none; `points`: the single measurements; a hollow bar is a control.
    """

    name: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    points: tuple[float, ...] = ()
    style: BarStyle = "plain"
    hover: str = ""


def rows_with_errors(
    rows: Sequence[RowWithError], ink: str, span: tuple[float, float], title: str, base: float = 0.0, ticks: str = ""
) -> go.Figure:
    """Bars, one below the other, each with its whisker and its dots; written in the colour `ink`.

    `span`: the ends of the axis, in units of the values; `title`: its name; `base`: where the bars begin; `ticks`: the
    number format of the axis, as d3-format has it, Plotly's own if "".
    """
    places = list(range(len(rows)))
    figure = go.Figure([_bars(rows, base), _whiskers(rows, ink), _dots(rows, ink)])
    names = [f"{wrapped(row.name, _WRAP)} " for row in rows]
    row_height = _TALL_ROW if any(BREAK in name for name in names) else _ROW
    quiet_bars(figure, row_height * len(rows) + _FRAME, ink)
    figure.update_layout(margin={"r": 8, "b": 44}, barmode="overlay")
    font = {"size": FONT, "color": ink}
    figure.update_xaxes(
        visible=True,
        range=list(span),
        domain=[0, 0.72],
        title={"text": escape(title), "font": font},
        tickfont=font,
        tickformat=ticks,
        nticks=5,
        zeroline=False,
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=places,
        ticktext=names,
        range=[len(rows) - 0.5, -0.5],
        autorange=False,
    )
    figure.add_vline(x=base, line={"color": ink, "width": 2})
    # All at once: of those that are added one by one, Plotly copies all that are there already.
    figure.update_layout(annotations=[_at_the_end(place, row.text) for place, row in zip(places, rows, strict=True)])
    return figure


def _at_the_end(place: int, text: str) -> dict[str, object]:
    """What is written beside a row."""
    written = {"text": escape(text), "showarrow": False, "xanchor": "left"}
    return {"x": 0.74, "y": place, "xref": "paper", "yref": "y", **written}


def _bars(rows: Sequence[RowWithError], base: float) -> go.Bar:
    return go.Bar(
        x=[row.value - base for row in rows],
        base=base,
        y=list(range(len(rows))),
        orientation="h",
        width=0.6,
        customdata=hovers(rows),
        hovertemplate="%{customdata}<extra></extra>",
        marker=bar_markers(rows),
    )


def _whiskers(rows: Sequence[RowWithError], ink: str) -> go.Scatter:
    shown = [
        (place, row, row.low, row.high)
        for place, row in enumerate(rows)
        if row.low is not None and row.high is not None
    ]
    return go.Scatter(
        x=[row.value for _, row, _, _ in shown],
        y=[place for place, _, _, _ in shown],
        mode="markers",
        marker={"size": 1, "color": ink},
        error_x={
            "type": "data",
            "array": [high - row.value for _, row, _, high in shown],
            "arrayminus": [row.value - low for _, row, low, _ in shown],
            "color": ink,
            "thickness": 2,
            "width": 6,
        },
        hoverinfo="skip",
    )


def _dots(rows: Sequence[RowWithError], ink: str) -> go.Scatter:
    return go.Scatter(
        x=[point for row in rows for point in row.points],
        y=[place for place, row in enumerate(rows) for _ in row.points],
        mode="markers",
        marker={"size": _DOT, "color": "rgba(255, 255, 255, 0.75)", "line": {"width": 2, "color": ink}},
        hoverinfo="skip",
    )
