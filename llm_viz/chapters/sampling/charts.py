"""How often each token came first, against how often that was to be expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.chapters.sampling.compute.texts import FirstToken
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, quiet_bars, token_label

_ROW, _FRAME = 30, 90  # pixels


def first_token_chart(rows: Sequence[FirstToken], texts: Mapping[int, str], t: Strings, ink: str) -> go.Figure:
    """Bars: drawn; diamonds: expected, with a whisker of one standard deviation to each side. `ink`: colour of text."""
    labels = [t("chart-others") if row.id is None else token_label(texts.get(row.id, f"#{row.id}")) for row in rows]
    places = list(range(len(rows)))
    drawn = go.Bar(
        x=[row.drawn for row in rows],
        y=places,
        orientation="h",
        width=0.7,
        name=t("chart-drawn"),
        marker={"color": FIRST_COLOUR},
        hovertemplate="%{x}<extra></extra>",
    )
    expected = go.Scatter(
        x=[row.expected for row in rows],
        y=places,
        mode="markers",
        name=t("chart-expected"),
        marker={"symbol": "diamond", "size": 11, "color": SECOND_COLOUR},
        error_x={
            "type": "data",
            "array": [row.deviation for row in rows],
            "arrayminus": [min(row.deviation, row.expected) for row in rows],  # there is no less than none
            "color": SECOND_COLOUR,
            "thickness": 2,
        },
        hovertemplate="%{x:.2f}<extra></extra>",
    )
    figure = go.Figure([drawn, expected])
    quiet_bars(figure, _ROW * len(rows) + _FRAME, ink)
    figure.update_layout(showlegend=True, margin={"r": 8, "t": 36, "b": 40})
    figure.update_xaxes(
        visible=True,
        title={"text": t("chart-times"), "font": {"size": FONT, "color": ink}},
        tickfont={"color": ink},
        rangemode="tozero",
        dtick=1 if max(row.drawn for row in rows) <= 8 else 2,
    )
    figure.update_yaxes(tickmode="array", tickvals=places, ticktext=labels)
    return figure
