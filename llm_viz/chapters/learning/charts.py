"""The chart of chapter 1: the loss of several models on one text.

The pictures are kept: while a model trains, every control of the page draws them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.chapters.learning.compute.surprisal import ModelScore, Score
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, escape, quiet_bars

_ROW = 30  # pixels
_KEPT = 64
_ROOM_FOR_NUMBERS = 1.35  # length of the axis over the longest bar


@lru_cache(maxsize=_KEPT)
def score_bars(scores: tuple[ModelScore, ...], t: Strings, ink: str) -> go.Figure:
    """Bits per character of each model: the text, and below it the same words shuffled; written in `ink`."""
    kinds: list[tuple[str, str, list[Score | None]]] = [
        ("score-text", FIRST_COLOUR, [score.text for score in scores]),
        ("score-shuffled", SECOND_COLOUR, [score.shuffled for score in scores]),
    ]
    figure = go.Figure([_bars(t(key), colour, scores, measured) for key, colour, measured in kinds])
    quiet_bars(figure, _ROW * (2 * len(scores) + 2), ink)
    longest = max(score.bits_per_character for _, _, measured in kinds for score in measured if score is not None)
    figure.update_xaxes(range=[0, longest * _ROOM_FOR_NUMBERS])
    figure.update_layout(showlegend=True, barmode="group", bargap=0.25, margin={"t": _ROW})
    title = {"text": t("bits-per-character"), "side": "top", "font": {"size": FONT, "color": ink}}
    figure.update_layout(legend={"title": title})
    return figure


def _bars(name: str, colour: str, scores: Sequence[ModelScore], measured: Sequence[Score | None]) -> go.Bar:
    """A bar for each model: the loss `measured` on one kind of text (None: no bar), which the legend calls `name`."""
    values = [None if score is None else score.bits_per_character for score in measured]
    return go.Bar(
        name=name,
        x=values,
        y=[escape(score.model) for score in scores],
        orientation="h",
        text=["" if value is None else f"{value:.2f}" for value in values],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
        marker={"color": colour},
    )
