"""Bars of what texts cost in tokens."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from llm_viz.concepts.token_cost import Cost, PairCost

CONFIG = {"displayModeBar": False, "scrollZoom": False}
"""Plotly's settings: figures to read, not to operate."""

_JAPANESE = "#c2740c"  # orange and slate: at least 3:1 on the white and on the dark background
_ENGLISH = "#64748b"
_ROW = 34  # pixels
_FONT = {"size": 15}
_ROOM_FOR_NUMBERS = 1.24  # length of the axis over the longest bar


def pair_bars(costs: Sequence[PairCost], japanese: str, english: str) -> go.Figure:
    """For each tokenizer two bars: the tokens of a text in Japanese and in English (named by the other arguments)."""
    names = [_name(cost.name) for cost in costs]
    figure = go.Figure(
        [
            _bars(names, [cost.ja for cost in costs], japanese, _JAPANESE, "d"),
            _bars(names, [cost.en for cost in costs], english, _ENGLISH, "d"),
        ]
    )
    longest = max((max(cost.ja, cost.en) for cost in costs), default=0)
    _quiet(figure, 2 * len(costs) + 1, longest)
    figure.update_layout(
        barmode="group",
        bargap=0.3,
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": _FONT,
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    return figure


def ratio_bars(costs: Sequence[Cost], values: Sequence[float]) -> go.Figure:
    """One bar for each tokenizer, as long as its value."""
    figure = go.Figure(_bars([_name(cost.name) for cost in costs], values, "", _ENGLISH, ".2f"))
    _quiet(figure, len(costs), max(values, default=0))
    return figure


def _bars(names: Sequence[str], values: Sequence[float], series: str, colour: str, number: str) -> go.Bar:
    return go.Bar(
        x=list(values),
        y=list(names),
        name=series,
        orientation="h",
        text=[format(value, number) for value in values],
        textposition="outside",
        textfont=_FONT,
        cliponaxis=False,
        hoverinfo="skip",
        marker={"color": colour},
    )


def _quiet(figure: go.Figure, rows: int, longest: float) -> None:
    """Bars with their numbers only; the first tokenizer on top."""
    figure.update_layout(
        height=_ROW * (rows + 1),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        font=_FONT,
        showlegend=False,
        dragmode=False,
    )
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, longest * _ROOM_FOR_NUMBERS or 1])
    figure.update_yaxes(
        autorange="reversed", fixedrange=True, automargin=True, showgrid=False, ticks="", tickfont=_FONT, ticksuffix=" "
    )


def _name(text: str) -> str:
    """A model's name as it stands: Plotly's labels would understand HTML. It understands `&lt;`, but not `&quot;`."""
    return escape(text, quote=False)
