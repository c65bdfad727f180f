"""Bars of what texts cost in tokens."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.chapters.tokens.compute.cost import Cost, PairCost
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, escape, quiet_bars

_ROW = 34  # pixels
_ROOM_FOR_NUMBERS = 1.24  # length of the axis over the longest bar


def pair_bars(costs: Sequence[PairCost], japanese: str, english: str, ink: str) -> go.Figure:
    """For each tokenizer two bars: the tokens of a text in Japanese and in English (named by the other arguments)."""
    names = [cost.name for cost in costs]
    figure = go.Figure(
        [
            _bars(names, [cost.ja for cost in costs], japanese, SECOND_COLOUR, "d"),
            _bars(names, [cost.en for cost in costs], english, FIRST_COLOUR, "d"),
        ]
    )
    _lay_out(figure, 2 * len(costs) + 1, max((max(cost.ja, cost.en) for cost in costs), default=0), ink)
    figure.update_layout(barmode="group", bargap=0.3, showlegend=True)
    return figure


def ratio_bars(costs: Sequence[Cost], values: Sequence[float], ink: str) -> go.Figure:
    """One bar for each tokenizer, as long as its value."""
    figure = go.Figure(_bars([cost.name for cost in costs], values, "", FIRST_COLOUR, ".2f"))
    _lay_out(figure, len(costs), max(values, default=0), ink)
    return figure


def _bars(names: Sequence[str], values: Sequence[float], series: str, colour: str, number: str) -> go.Bar:
    """A bar (value) for each name, labelled in the format `number`; `series` is what the legend calls them all."""
    return go.Bar(
        x=list(values),
        y=[escape(name) for name in names],
        name=series,
        orientation="h",
        text=[format(value, number) for value in values],
        textposition="outside",
        textfont={"size": FONT},
        cliponaxis=False,
        hoverinfo="skip",
        marker={"color": colour},
    )


def _lay_out(figure: go.Figure, rows: int, longest: float, ink: str) -> None:
    """Height for so many rows of bars, and an axis with room for a number after the `longest` of them."""
    quiet_bars(figure, _ROW * (rows + 1), ink)
    figure.update_xaxes(range=[0, longest * _ROOM_FOR_NUMBERS or 1])
    figure.update_yaxes(ticksuffix=" ")
