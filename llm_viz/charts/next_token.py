"""Bars of next-token probabilities: one distribution, and two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escape_html

import plotly.graph_objects as go

from llm_viz.concepts.next_token import SHOWN, tail
from llm_viz.concepts.next_token_what_if import Shift
from llm_viz.formatting import percent
from llm_viz.i18n import Strings
from llm_viz.lm.protocol import Candidate, Distribution
from llm_viz.visible import visible

FIRST_COLOUR = "#64748b"  # slate and orange: at least 3:1 on the white and on the dark background
SECOND_COLOUR = "#c2740c"
_ROW = 28  # pixels
_LONGEST_LABEL = 18  # characters
_FONT = 15  # pixels
_ROOM_FOR_NUMBERS = 1.5  # length of the axis over the longest bar: room for a number even on a phone


def distribution_bars(distribution: Distribution, t: Strings, ink: str) -> go.Figure:
    """The best tokens as horizontal bars, all others together as one bar of its own below them; written in `ink`."""
    shown = distribution.candidates[:SHOWN]
    count, rest = tail(distribution)
    places = [*range(len(shown)), len(shown) + 0.5]  # a gap before the others
    shares = [*(one.probability for one in shown), rest]
    others = t("bar-others", count=count)
    hover = [*(_facts(one, t) for one in shown), f"{others}<br>p = {rest:.6g}"]
    last = [""] * len(shown) + ["/"]
    bars = go.Bar(
        x=shares,
        y=places,
        orientation="h",
        width=0.78,
        text=[percent(share) for share in shares],
        textposition="outside",
        cliponaxis=False,
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": FIRST_COLOUR,
            "pattern": {"shape": last, "fillmode": "replace", "fgcolor": FIRST_COLOUR, "size": 7},
        },
    )
    figure = go.Figure(bars)
    _quiet(figure, _ROW * (len(places) + 1), ink)
    figure.update_xaxes(range=[0, max(shares) * _ROOM_FOR_NUMBERS])
    names = [*(_label(one) for one in shown), f"<i>{others}</i>"]
    figure.update_yaxes(tickmode="array", tickvals=places, ticktext=names, automargin=True)
    figure.update_yaxes(tickfont={"size": _FONT, "color": ink})
    return figure


def mirrored_bars(shifts: Sequence[Shift], t: Strings, ink: str) -> go.Figure:
    """The same tokens after two texts: bars to the left after the first (A), to the right after the second (B)."""
    longest = max(max(one.first, one.second) for one in shifts) * _ROOM_FOR_NUMBERS
    figure = go.Figure(
        [
            _side([one.first for one in shifts], shifts, "x", "A", FIRST_COLOUR, t),
            _side([one.second for one in shifts], shifts, "x2", "B", SECOND_COLOUR, t),
        ]
    )
    figure.update_layout(
        xaxis={"domain": [0, 0.36], "range": [longest, 0]}, xaxis2={"domain": [0.64, 1], "range": [0, longest]}
    )
    _quiet(figure, _ROW * (len(shifts) + 2), ink)
    figure.update_layout(margin={"t": _ROW})
    figure.update_yaxes(showticklabels=False)
    for place, one in enumerate(shifts):
        figure.add_annotation(x=0.5, y=place, xref="paper", yref="y", text=_label(one.candidate), showarrow=False)
    for letter, x, side in (("A", 0.36, "right"), ("B", 0.64, "left")):
        figure.add_annotation(
            x=x,
            y=1,
            xref="paper",
            yref="paper",
            xanchor=side,
            yanchor="bottom",
            text=f"<b>{letter}</b>",
            showarrow=False,
        )
    return figure


def _side(shares: list[float], shifts: Sequence[Shift], axis: str, letter: str, colour: str, t: Strings) -> go.Bar:
    names = [_escape(t("hover-token", token=visible(one.candidate.text), id=one.candidate.id)) for one in shifts]
    return go.Bar(
        x=shares,
        y=list(range(len(shifts))),
        xaxis=axis,
        orientation="h",
        width=0.78,
        text=[percent(share) for share in shares],
        textposition="outside",
        cliponaxis=False,
        customdata=[f"{name}<br>{letter}: p = {share:.6g}" for name, share in zip(names, shares, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"color": colour},
    )


def _quiet(figure: go.Figure, height: int, ink: str) -> None:
    """Bars and their numbers only: no grid, no zoom, no legend; the first place is on top."""
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 4, "b": 0},
        font={"size": _FONT, "color": ink},
        showlegend=False,
        dragmode=False,
        barmode="overlay",
        hoverlabel={"align": "left", "font": {"size": _FONT, "color": ink}},
        uniformtext={"mode": "show", "minsize": 13},
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False, zeroline=False, ticks="")


def _facts(candidate: Candidate, t: Strings) -> str:
    lines = (
        t("hover-token", token=visible(candidate.text), id=candidate.id),
        t("hover-logit", logit=f"{candidate.logit:.4f}"),
        f"p = {candidate.probability:.6g}",
    )
    return "<br>".join(_escape(line) for line in lines)


def _label(candidate: Candidate) -> str:
    """The token as Plotly shows it letter by letter: its labels would understand HTML."""
    label = visible(candidate.text)
    return _escape(label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…")


def _escape(text: str) -> str:
    """Plotly understands `&lt;`, but not `&quot;`."""
    return escape_html(text, quote=False)
