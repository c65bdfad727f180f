"""A model as an area: every parameter takes the same room."""

from __future__ import annotations

import re
from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large, percent
from llm_viz.chapters.large.compute.parts import Column, PartCount
from llm_viz.engine.protocol.models import ModelPart
from llm_viz.kit.charts.style import FONT, quiet

COLOURS: dict[ModelPart, str] = {
    "embedding": "#64748b",
    "positions": "#94a3b8",
    "attention": "#c2740c",
    "mlp": "#0f8a7e",
    "norm": "#b4446c",
    "output": "#475569",
    "other": "#8b8f98",
}
"""At least 3:1 on white and on the dark background; the parts have their names beside their colours."""

_HEIGHT = 300  # pixels
_ROOM_FOR_A_NAME = 0.12  # share of the width from which a name is written on a part


def mosaic(pieces: Sequence[Column], counts: Sequence[PartCount], t: Strings, ink: str) -> go.Figure:
    """The whole model: a column for each layer, as wide as its share; within it the parts on each other."""
    total = sum(piece.parameters for piece in pieces)
    figure = go.Figure()
    for count in counts:
        bars = _bars(pieces, count.part, total)
        figure.add_bar(
            x=[left + width / 2 for left, width, _, _, _ in bars],
            width=[width for _, width, _, _, _ in bars],
            y=[height for _, _, height, _, _ in bars],
            base=[base for _, _, _, base, _ in bars],
            customdata=[_hover(piece, count.part, t) for _, _, _, _, piece in bars],
            hovertemplate="%{customdata}<extra></extra>",
            marker={"color": COLOURS[count.part], "line": {"width": 0.6, "color": "rgba(255,255,255,0.85)"}},
            name=f"{t(f'part-{count.part}')} {percent(count.share)}",
        )
    for place, text in _names(pieces, total, t):
        figure.add_annotation(
            x=place[0], y=place[1], text=text, showarrow=False, font={"size": FONT + 1, "color": "#ffffff"},
            bgcolor="rgba(0,0,0,0.55)", borderpad=4,
        )  # fmt: skip
    quiet(figure, _HEIGHT, ink)
    figure.update_layout(
        barmode="overlay", bargap=0, margin={"l": 0, "r": 0, "t": 4, "b": 0},
        showlegend=True, legend={"orientation": "h", "x": 0, "y": -0.04, "yanchor": "top"},
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[0, 1])
    return figure


def _bars(pieces: Sequence[Column], part: ModelPart, total: int) -> list[tuple[float, float, float, float, Column]]:
    """Left edge, width, height and base of the part in every column that has it."""
    bars, left = [], 0.0
    for piece in pieces:
        width, base = piece.parameters / total, 0.0
        for name, parameters in piece.parts:
            height = parameters / piece.parameters
            if name == part:
                bars.append((left, width, height, base, piece))
            base += height
        left += width
    return bars


def _hover(piece: Column, part: ModelPart, t: Strings) -> str:
    count = next(parameters for name, parameters in piece.parts if name == part)
    where = t("hover-outside") if piece.layer is None else t("hover-layer", layer=piece.layer + 1)
    return f"<b>{t(f'part-{part}')}</b><br>{where}<br>{count:,}"


def _names(pieces: Sequence[Column], total: int, t: Strings) -> list[tuple[tuple[float, float], str]]:
    """Names on the picture itself where there is room: of wide columns, and of the parts across all layers."""
    names, left = [], 0.0
    layers: list[tuple[float, Column]] = []
    for piece in pieces:
        width = piece.parameters / total
        if piece.layer is not None:
            layers.append((left, piece))
        elif width >= _ROOM_FOR_A_NAME:
            names.append(((left + width / 2, 0.5), _name(t(f"part-{piece.parts[0][0]}"), piece.parameters)))
        left += width
    if layers:
        start, last = layers[0][0], layers[-1]
        middle = (start + last[0] + last[1].parameters / total) / 2
        base = 0.0
        for part, parameters in layers[0][1].parts:
            height = parameters / layers[0][1].parameters
            everywhere = sum(count for _, piece in layers for name, count in piece.parts if name == part)
            if height >= _ROOM_FOR_A_NAME:
                names.append(((middle, base + height / 2), _name(t(f"part-{part}"), everywhere)))
            base += height
    return names


def _name(name: str, parameters: int) -> str:
    narrow = re.sub(r" |(?=（)", "<br>", name)  # a phone has room for one word
    return f"{narrow}<br><b>{large(parameters)}</b>"
