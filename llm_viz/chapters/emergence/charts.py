"""A covered point to be guessed, and the thresholds of abilities on the axis of compute."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large, percent_sign
from llm_viz.facts.emergence import ModelResult, Threshold
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, escape, quiet

_ROW = 46  # pixels: a line of text and its dot


def covered_points(measured: Sequence[ModelResult], covered: bool, t: Strings, ink: str) -> go.Figure:
    """Right answers (percent) by size, joined by a line; `covered`: instead of the largest model a question mark."""
    shown = measured[:-1] if covered else measured
    figure = go.Figure(
        go.Scatter(
            x=[result.parameters for result in shown],
            y=[result.value for result in shown],
            mode="lines+markers",
            marker={"size": 12, "color": SECOND_COLOUR, "symbol": "square"},
            line={"color": SECOND_COLOUR, "width": 3},
            customdata=[escape(f"{result.model}: {result.value:g}{percent_sign(t.language)}") for result in shown],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    largest = measured[-1]
    if covered:
        figure.add_annotation(
            x=0.97, y=0.5, xref="paper", yref="paper", xanchor="right", showarrow=False,
            text=f"<b>?</b><br>{_size(largest, t)}", font={"size": 2 * FONT, "color": ink},
        )  # fmt: skip
    _axes(figure, ink, 340)
    figure.update_xaxes(
        type="log",
        range=[7.9, 11.6],
        tickvals=[result.parameters for result in measured[::2]] + [largest.parameters],
        ticktext=[_size(result, t) for result in measured[::2]] + [_size(largest, t)],
        tickangle=0,
        title={"text": t("axis-size"), "font": {"size": FONT, "color": ink}},
    )
    figure.update_yaxes(range=[-3, 103], ticksuffix=percent_sign(t.language), nticks=6)
    return figure


def threshold_dots(thresholds: Sequence[Threshold], t: Strings, ink: str) -> go.Figure:
    """Each ability above its dot, least compute on top."""
    places = list(range(len(thresholds)))
    figure = go.Figure(
        go.Scatter(
            x=[threshold.flop for threshold in thresholds],
            y=places,
            mode="markers",
            marker={"size": 13, "color": FIRST_COLOUR},
            customdata=[
                escape(f"{threshold.model} {threshold.parameters} · {threshold.flop:.1e} FLOP")
                for threshold in thresholds
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    for place, threshold in zip(places, thresholds, strict=True):
        text = f"<b>{escape(t(f'ability-{threshold.key}'))}</b>  {escape(threshold.model)} {threshold.parameters}"
        figure.add_annotation(
            x=0, y=place, xref="paper", yref="y", xanchor="left", yanchor="bottom", yshift=4, showarrow=False, text=text
        )
    _axes(figure, ink, _ROW * (len(thresholds) + 2))
    figure.update_xaxes(
        type="log",
        range=[19.6, 24.8],
        dtick=1,
        exponentformat="power",
        title={"text": t("axis-flop"), "font": {"size": FONT, "color": ink}},
    )
    figure.update_yaxes(range=[len(thresholds) - 0.5, -1], tickvals=places, showticklabels=False)
    return figure


def _size(result: ModelResult, t: Strings) -> str:
    return large(int(result.parameters), t.language, trim=True)


def _axes(figure: go.Figure, ink: str, height: int) -> None:
    """A plain grid, nothing to operate, written in `ink`."""
    font = quiet(figure, height, ink)
    figure.update_layout(margin={"l": 0, "r": 8, "t": 8, "b": 0}, showlegend=False)
    figure.update_xaxes(showgrid=False, automargin=True, tickfont=font, zeroline=False)
    figure.update_yaxes(automargin=True, tickfont=font, zeroline=False)
