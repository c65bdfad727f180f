"""Every head as a dot: how much it attends to a word, against what its ablation does."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent_sign
from llm_viz.chapters.limits.blackbox.compute.heads import head_name
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, quiet_bars

_HEIGHT = 420  # pixels


def head_scatter(weights: NDArray[np.float32], effects: NDArray[np.float64], t: Strings, ink: str) -> go.Figure:
    """`weights` and `effects` (layer, head); the head that attends most and the one that does most are named."""
    names = [head_name((layer, head)) for layer, head in np.ndindex(*effects.shape)]
    named = {int(weights.argmax()), int(np.abs(effects).argmax())}
    x, y = weights.ravel().astype(float), effects.ravel()
    hover = [
        t("scatter-hover", head=name, weight=f"{100 * weight:.0f}{percent_sign(t.language)}", bits=f"{bits:+.2f}")
        for name, weight, bits in zip(names, x, y, strict=True)
    ]
    figure = go.Figure(
        go.Scatter(
            x=x,
            y=y,
            mode="markers+text",
            text=[f"<b>{name}</b>" if place in named else "" for place, name in enumerate(names)],
            textposition=["middle right" if weight < 0.5 else "middle left" for weight in x],
            textfont={"size": FONT, "color": ink},
            cliponaxis=False,
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
            marker={
                "size": [13 if place in named else 8 for place in range(len(names))],
                "color": [SECOND_COLOUR if place in named else FIRST_COLOUR for place in range(len(names))],
                "opacity": [1.0 if place in named else 0.6 for place in range(len(names))],
            },
        )
    )
    quiet_bars(figure, _HEIGHT, ink)
    font = {"size": FONT, "color": ink}
    figure.update_xaxes(
        visible=True, title={"text": t("scatter-x"), "font": font}, tickfont=font, tickformat=".0%",
        range=[-0.02, max(0.3, float(x.max()) * 1.12)], zeroline=False, showgrid=False,
    )  # fmt: skip
    figure.update_yaxes(autorange=True, title={"text": t("scatter-y"), "font": font}, tickfont=font)
    figure.add_hline(y=0, line={"color": ink, "width": 2})
    figure.update_layout(margin={"l": 4, "r": 8, "t": 8, "b": 44})
    return figure
