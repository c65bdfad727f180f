"""Attention as a standing picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from llm_viz.base.languages import Language
from llm_viz.base.numbers import percent
from llm_viz.engine.protocol.types import Floats

_CELL, _MARGIN = 40, 110  # pixels
_LONGEST_LABEL = 10  # characters
_MOST_NAMED = 10  # columns that have room for their names even on a phone; the rows always have theirs
_ATTENTION = "124, 58, 237"  # violet that shows on the white and on the dark background
_FONT = 14


def seen_square(labels: Sequence[str], weights: Floats, language: Language, ink: str) -> go.Figure:
    """Weights (dest, src) of one text, written in `ink`; what is out of sight (0) is left empty.

    The colour follows the square root of the weight, so that small ones show.
    """
    names = [escape(name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "…") for name in labels]
    places = list(range(len(names)))
    hover = [[f"q {query} → k {key}: {percent(float(weights[i, j]), language)}" for j, key in enumerate(names)]
             for i, query in enumerate(names)]  # fmt: skip
    figure = go.Figure(
        go.Heatmap(
            z=np.where(weights > 0, np.sqrt(weights), np.nan),
            zmin=0,
            zmax=1,
            colorscale=[[0, f"rgba({_ATTENTION}, 0.08)"], [1, f"rgb({_ATTENTION})"]],
            showscale=False,
            xgap=1,
            ygap=1,
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            hoverongaps=False,
        )
    )
    axis = {
        "tickvals": places, "ticktext": names, "tickfont": {"size": _FONT, "color": ink}, "fixedrange": True,
        "showgrid": False, "ticklabeloverflow": "allow", "zeroline": False, "ticks": "",
    }  # fmt: skip
    figure.update_layout(
        xaxis={**axis, "side": "top", "tickangle": -60, "showticklabels": len(names) <= _MOST_NAMED},
        yaxis={**axis, "autorange": "reversed"},
        height=_CELL * len(names) + _MARGIN,
        margin={"l": 5, "r": 35, "t": 5, "b": 5},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure
