"""Bars of next-token probabilities: one distribution, and two side by side."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.kit.charts.style import FIRST_COLOUR, SECOND_COLOUR, escape, hatching, quiet_bars, token_label
from llm_viz.kit.compute.prediction_shift import Shift
from llm_viz.kit.compute.predictions import SHOWN, without_signs

_ROW = 28  # pixels
_ROOM_FOR_NUMBERS = 1.5  # length of the axis over the longest bar: room for a number even on a phone


def distribution_bars(distribution: Distribution, t: Strings, ink: str, *, words_only: bool = False) -> go.Figure:
    """The best tokens as horizontal bars, all others together as one bar of its own below them; written in `ink`.

    `words_only`: signs have no bars of their own, they count among the others.
    """
    shown = without_signs(distribution)[0] if words_only else distribution.candidates[:SHOWN]
    count = distribution.vocabulary_size - len(shown)
    rest = max(0.0, 1.0 - sum(candidate.probability for candidate in shown))
    places = [*range(len(shown)), len(shown) + 0.5]  # a gap before the others
    shares = [*(candidate.probability for candidate in shown), rest]
    others = t("bar-others", count=count)
    hover = [*(_facts(candidate, t) for candidate in shown), f"{others}<br>p = {rest:.6g}"]
    bars = go.Bar(
        x=shares,
        y=places,
        orientation="h",
        width=0.78,
        text=[percent(share, t.language) for share in shares],
        textposition="outside",
        cliponaxis=False,
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
        marker={"color": FIRST_COLOUR, "pattern": hatching([False] * len(shown) + [True])},
    )
    figure = go.Figure(bars)
    quiet_bars(figure, _ROW * (len(places) + 1), ink)
    figure.update_xaxes(range=[0, max(shares) * _ROOM_FOR_NUMBERS])
    names = [*(token_label(candidate.text) for candidate in shown), f"<i>{others}</i>"]
    figure.update_yaxes(tickmode="array", tickvals=places, ticktext=names)
    return figure


def mirrored_bars(shifts: Sequence[Shift], t: Strings, ink: str) -> go.Figure:
    """The same tokens after two texts: bars to the left after the first (A), to the right after the second (B)."""
    longest = max(max(shift.first, shift.second) for shift in shifts) * _ROOM_FOR_NUMBERS
    figure = go.Figure(
        [
            _side([shift.first for shift in shifts], shifts, "x", "A", FIRST_COLOUR, t),
            _side([shift.second for shift in shifts], shifts, "x2", "B", SECOND_COLOUR, t),
        ]
    )
    figure.update_layout(
        xaxis={"domain": [0, 0.36], "range": [longest, 0]}, xaxis2={"domain": [0.64, 1], "range": [0, longest]}
    )
    quiet_bars(figure, _ROW * (len(shifts) + 2), ink)
    figure.update_layout(margin={"t": _ROW}, barmode="overlay")
    figure.update_yaxes(showticklabels=False)
    tokens = [
        {"x": 0.5, "y": place, "yref": "y", "text": token_label(shift.candidate.text)}
        for place, shift in enumerate(shifts)
    ]
    letters = [
        {"x": x, "y": 1, "yref": "paper", "xanchor": side, "yanchor": "bottom", "text": f"<b>{letter}</b>"}
        for letter, x, side in (("A", 0.36, "right"), ("B", 0.64, "left"))
    ]
    # All at once: of those that are added one by one, Plotly copies all that are there already.
    figure.update_layout(annotations=[{"xref": "paper", "showarrow": False, **label} for label in (*tokens, *letters)])
    return figure


def _side(shares: list[float], shifts: Sequence[Shift], axis: str, letter: str, colour: str, t: Strings) -> go.Bar:
    names = [escape(t("hover-token", token=visible(shift.candidate.text), id=shift.candidate.id)) for shift in shifts]
    return go.Bar(
        x=shares,
        y=list(range(len(shifts))),
        xaxis=axis,
        orientation="h",
        width=0.78,
        text=[percent(share, t.language) for share in shares],
        textposition="outside",
        cliponaxis=False,
        customdata=[f"{name}<br>{letter}: p = {share:.6g}" for name, share in zip(names, shares, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"color": colour},
    )


def _facts(candidate: Candidate, t: Strings) -> str:
    lines = (
        t("hover-token", token=visible(candidate.text), id=candidate.id),
        t("hover-logit", logit=f"{candidate.logit:.4f}"),
        f"p = {candidate.probability:.6g}",
    )
    return "<br>".join(escape(line) for line in lines)
