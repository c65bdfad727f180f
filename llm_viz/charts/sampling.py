"""How often each token came first, against how often that was to be expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go

from llm_viz.concepts.sampling import FirstToken
from llm_viz.i18n import Strings
from llm_viz.visible import visible

_DRAWN_COLOUR = "#64748b"  # slate and orange: at least 3:1 on the white and on the dark background
_EXPECTED_COLOUR = "#c2740c"
_ROW, _FRAME = 30, 90  # pixels
_LONGEST_LABEL = 16  # characters


def first_token_chart(rows: Sequence[FirstToken], texts: Mapping[int, str], t: Strings, ink: str) -> go.Figure:
    """Bars: drawn; diamonds: expected, with a whisker of one standard deviation to each side. `ink`: colour of text."""
    labels = [t("chart-others") if row.id is None else _label(texts.get(row.id, f"#{row.id}")) for row in rows]
    places = list(range(len(rows)))
    drawn = go.Bar(
        x=[row.drawn for row in rows],
        y=places,
        orientation="h",
        width=0.7,
        name=t("chart-drawn"),
        marker={"color": _DRAWN_COLOUR},
        hovertemplate="%{x}<extra></extra>",
    )
    expected = go.Scatter(
        x=[row.expected for row in rows],
        y=places,
        mode="markers",
        name=t("chart-expected"),
        marker={"symbol": "diamond", "size": 11, "color": _EXPECTED_COLOUR},
        error_x={
            "type": "data",
            "array": [row.deviation for row in rows],
            "arrayminus": [min(row.deviation, row.expected) for row in rows],  # there is no less than none
            "color": _EXPECTED_COLOUR,
            "thickness": 2,
        },
        hovertemplate="%{x:.2f}<extra></extra>",
    )
    figure = go.Figure([drawn, expected])
    figure.update_layout(
        height=_ROW * len(rows) + _FRAME,
        margin={"l": 0, "r": 8, "t": 36, "b": 40},
        font={"size": 15, "color": ink},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 15, "color": ink}},
        dragmode=False,
        hoverlabel={"font": {"size": 15}},
    )
    number = {"rangemode": "tozero", "dtick": 1 if max(row.drawn for row in rows) <= 8 else 2, "fixedrange": True}
    title = {"text": t("chart-times"), "font": {"size": 15, "color": ink}}
    figure.update_xaxes(title=title, tickfont={"color": ink}, **number)
    figure.update_yaxes(
        tickmode="array", tickvals=places, ticktext=labels, tickfont={"size": 15, "color": ink}, autorange="reversed",
        fixedrange=True, showgrid=False, zeroline=False, automargin=True,
    )  # fmt: skip
    return figure


def _label(text: str) -> str:
    """The token letter by letter: Plotly's labels would understand HTML."""
    shown = visible(text)
    return escape(shown if len(shown) <= _LONGEST_LABEL else shown[: _LONGEST_LABEL - 1] + "…", quote=False)
