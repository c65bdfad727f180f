"""Measured speeds beside what the memory allows."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.chapters.large.compute.machine import ModelSpeed
from llm_viz.kit.charts.style import FIRST_COLOUR, SECOND_COLOUR, escape, quiet_bars

_ROW = 76  # pixels
_ROOM_FOR_NUMBERS = 1.35


def speed_bars(speeds: Sequence[ModelSpeed], t: Strings, ink: str) -> go.Figure:
    """For each model, the speed measured now above the hatched ceiling."""
    names = [escape(speed.name) for speed in speeds]
    figure = go.Figure()
    series = (
        ("measured", [speed.measured for speed in speeds], {"color": SECOND_COLOUR}),
        ("ceiling", [speed.ceiling for speed in speeds], {"color": FIRST_COLOUR, "pattern": {"shape": "/"}}),
    )
    for name, values, marker in series:
        figure.add_bar(
            x=values, y=names, orientation="h", marker=marker, name=t(f"legend-{name}"), hoverinfo="skip",
            text=[f"{value:.1f}" for value in values], textposition="outside", cliponaxis=False,
        )  # fmt: skip
    quiet_bars(figure, height=60 + _ROW * len(speeds), ink=ink)
    figure.update_layout(barmode="group", showlegend=True, bargap=0.25, legend={"traceorder": "normal"})
    figure.update_layout(margin={"t": 40})
    figure.update_xaxes(range=[0, _ROOM_FOR_NUMBERS * max(max(values) for _, values, _ in series)])
    return figure
