"""Published and measured figures in rows: bars, or dots where they differ by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import plotly.graph_objects as go

from llm_viz.chapters.limits.shared.charts.row_style import BREAK, BarStyle, bar_markers, colours, hovers, wrapped
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, escape, leave_room, quiet_bars

_ROW, _HIGH_ROW = 30, 42  # pixels; names on two lines, one below the other, need the higher one
_GRID = "rgba(100, 116, 139, 0.25)"
_WRAP = 16  # width of a name, in Latin letters, above which it takes a second line


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, how it is written, and what the pointer shows. A marked one is in bold, too: a bar may be zero."""

    name: str
    value: float
    text: str
    style: BarStyle = "plain"
    hover: str = ""


def bar_rows(rows: Sequence[Row], ink: str, longest: float = 0.0) -> go.Figure:
    """Bars from zero, one below the other; `longest`: where the axis ends at least."""
    figure = go.Figure(
        go.Bar(
            x=[row.value for row in rows],
            y=list(range(len(rows))),
            orientation="h",
            width=0.7,
            text=[_bold(row, escape(row.text)) for row in rows],
            textposition="outside",
            textfont={"size": FONT},
            cliponaxis=False,
            customdata=hovers(rows),
            hovertemplate="%{customdata}<extra></extra>",
            marker=bar_markers(rows),
        )
    )
    _lay_out(figure, rows, ink)
    figure.update_xaxes(range=[0, max(longest, *(row.value for row in rows)) or 1])
    return figure


def dot_rows(rows: Sequence[Row], ink: str, lines: Sequence[tuple[float, str]] = ()) -> go.Figure:
    """Dots on a logarithmic axis, one below the other; `lines`: values with a line through all rows, and its name.

    A faint line stands at every power of ten.
    A logarithmic axis has no zero, so the figures have no bars whose length could be compared.
    """
    places = list(range(len(rows)))
    figure = go.Figure(
        go.Scatter(
            x=[row.value for row in rows],
            y=places,
            mode="markers+text",
            text=[f"  {_bold(row, escape(row.text))}" for row in rows],
            textposition="middle right",
            textfont={"size": FONT, "color": ink},
            cliponaxis=False,
            customdata=hovers(rows),
            hovertemplate="%{customdata}<extra></extra>",
            marker={
                "color": colours(rows),
                "symbol": ["circle-open" if row.style == "hollow" else "circle" for row in rows],
                "size": 13,
                "line": {"width": 2.5, "color": colours(rows)},
            },
        )
    )
    _lay_out(figure, rows, ink)
    values = [*(row.value for row in rows), *(value for value, _ in lines)]
    low, high = _decades(values)
    powers = [10.0**power for power in range(math.ceil(low), math.floor(high) + 1)]
    figure.update_xaxes(
        visible=True, type="log", range=[low, high], tickvals=powers, showticklabels=False, showgrid=True,
        gridcolor=_GRID, zeroline=False,
    )  # fmt: skip
    # All at once: of lines that are added one by one, Plotly copies all that are there already.
    figure.update_layout(
        shapes=[*(_across(place) for place in places), *(_down(value) for value, _ in lines)],
        annotations=[_above(value, name) for value, name in lines],
    )
    if lines:
        figure.update_layout(margin={"t": _ROW})
    return figure


def _across(place: int) -> dict[str, object]:
    """A faint line through a row."""
    line = {"color": FIRST_COLOUR, "width": 0.5, "dash": "dot"}
    ends = {"x0": 0, "x1": 1, "xref": "x domain", "y0": place, "y1": place, "yref": "y"}
    return {"type": "line", "layer": "below", "line": line, **ends}


def _down(value: float) -> dict[str, object]:
    """The line of a value through all rows."""
    line = {"color": SECOND_COLOUR, "width": 2, "dash": "dash"}
    ends = {"x0": value, "x1": value, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}
    return {"type": "line", "layer": "below", "line": line, **ends}


def _above(value: float, name: str) -> dict[str, object]:
    """The name of such a line. A logarithmic axis has its annotations at the power of ten."""
    place = {"x": math.log10(value), "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {"text": escape(name), "showarrow": False, **place}


def _lay_out(figure: go.Figure, rows: Sequence[Row], ink: str) -> None:
    names = [wrapped(row.name, _WRAP) for row in rows]
    crowded = any(BREAK in name and BREAK in below for name, below in pairwise(names))
    quiet_bars(figure, (_HIGH_ROW if crowded else _ROW) * (len(rows) + 1), ink)
    leave_room(figure, (row.text for row in rows))
    figure.update_layout(margin={"t": _ROW / 2, "b": _ROW / 2})  # two lines of a name need more than their row
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[f"{_bold(row, name)} " for row, name in zip(rows, names, strict=True)],
        range=[len(rows) - 0.5, -0.5],
        autorange=False,
    )


def _bold(row: Row, text: str) -> str:
    return f"<b>{text}</b>" if row.style == "marked" else text


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """The ends of the axis as powers of ten, with room for half a mark."""
    low, high = math.log10(min(values)), math.log10(max(values))
    room = 0.04 * max(high - low, 1.0)
    return low - room, high + room
