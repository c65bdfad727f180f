"""A model as an area: every parameter takes the same room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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

_HEIGHT = 430  # pixels
_ROOM_FOR_A_NAME = 0.12  # share of the width from which a name is written on a part


def mosaic(columns: Sequence[Column], counts: Sequence[PartCount], t: Strings, ink: str) -> go.Figure:
    """The whole model: a column for each layer, as wide as its share; within it the parts on each other."""
    total = sum(column.parameters for column in columns)
    figure = go.Figure()
    for count in counts:
        bars = _bars(columns, count.part, total)
        figure.add_bar(
            x=[bar.left + bar.width / 2 for bar in bars],
            width=[bar.width for bar in bars],
            y=[bar.height for bar in bars],
            base=[bar.base for bar in bars],
            customdata=[_hover(bar.column, count.part, t) for bar in bars],
            hovertemplate="%{customdata}<extra></extra>",
            marker={"color": COLOURS[count.part], "line": {"width": 0.6, "color": "rgba(255,255,255,0.85)"}},
            name=f"{t(f'part-{count.part}')} {percent(count.share, t.language)}",
        )
    for place, text in _names(columns, total, t):
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


@dataclass(frozen=True, slots=True)
class _Bar:
    """A part within its column, as shares of the picture's width and height."""

    column: Column
    left: float
    width: float
    base: float
    height: float


def _bars(columns: Sequence[Column], part: ModelPart, total: int) -> list[_Bar]:
    """The part in every column that has it; the whole model has `total` parameters."""
    bars, left = [], 0.0
    for column in columns:
        width, base = column.parameters / total, 0.0
        for name, parameters in column.parts:
            height = parameters / column.parameters
            if name == part:
                bars.append(_Bar(column, left, width, base, height))
            base += height
        left += width
    return bars


def _hover(column: Column, part: ModelPart, t: Strings) -> str:
    count = next(parameters for name, parameters in column.parts if name == part)
    where = t("hover-outside") if column.layer is None else t("hover-layer", layer=column.layer + 1)
    return f"<b>{t(f'part-{part}')}</b><br>{where}<br>{count:,}"


def _names(columns: Sequence[Column], total: int, t: Strings) -> list[tuple[tuple[float, float], str]]:
    """Names on the picture itself where there is room: of wide columns, and of the parts across all layers."""
    names, left = [], 0.0
    layers: list[tuple[float, Column]] = []
    for column in columns:
        width = column.parameters / total
        if column.layer is not None:
            layers.append((left, column))
        elif width >= _ROOM_FOR_A_NAME:
            names.append(((left + width / 2, 0.5), _name(t(f"part-{column.parts[0][0]}"), column.parameters, t)))
        left += width
    if layers:
        start, last = layers[0][0], layers[-1]
        middle = (start + last[0] + last[1].parameters / total) / 2
        base = 0.0
        for part, parameters in layers[0][1].parts:
            height = parameters / layers[0][1].parameters
            everywhere = sum(count for _, column in layers for name, count in column.parts if name == part)
            if height >= _ROOM_FOR_A_NAME:
                names.append(((middle, base + height / 2), _name(t(f"part-{part}"), everywhere, t)))
            base += height
    return names


def _name(name: str, parameters: int, t: Strings) -> str:
    """A part by its short name, if it has one in brackets, and its size: a phone has room for one word."""
    short = re.search(r"（(.+)）", name)
    narrow = short[1] if short else name.replace(" ", "<br>")
    return f"{narrow}<br><b>{large(parameters, t.language)}</b>"
