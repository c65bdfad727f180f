"""The thresholds of abilities on the axis of compute."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.facts.emergence import Threshold
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, escape, quiet

_ROW = 24  # pixels: a line of text and its dot


def threshold_dots(thresholds: Sequence[Threshold], t: Strings, ink: str) -> go.Figure:
    """Each ability above its dot, least compute on top."""
    places = list(range(len(thresholds)))
    figure = go.Figure(
        go.Scatter(
            x=[threshold.flop for threshold in thresholds],
            y=places,
            mode="markers",
            marker={"size": 10, "color": FIRST_COLOUR},
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
            x=0, y=place, xref="paper", yref="y", xanchor="left", yanchor="bottom", yshift=1, showarrow=False, text=text
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


def _axes(figure: go.Figure, ink: str, height: int) -> None:
    """A plain grid, nothing to operate, written in `ink`."""
    font = quiet(figure, height, ink)
    figure.update_layout(margin={"l": 0, "r": 8, "t": 8, "b": 0}, showlegend=False)
    figure.update_xaxes(showgrid=False, automargin=True, tickfont=font, zeroline=False)
    figure.update_yaxes(automargin=True, tickfont=font, zeroline=False)
