"""Published models by parameters and training tokens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import plotly.graph_objects as go

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large, power_of_ten
from llm_viz.chapters.large.compute.models import (
    EMBEDDED,
    RATIOS,
    RULE,
    known_of,
    on_the_plane,
    plane_confidence,
)
from llm_viz.facts.models import PublishedModel
from llm_viz.facts.source import CONFIDENCES, Confidence
from llm_viz.kit.charts.style import FIRST_COLOUR, FONT, SECOND_COLOUR, escape, quiet

_SYMBOLS = {"high": "circle", "medium": "circle-open-dot", "low": "circle-open"}
_UNDISCLOSED = "diamond-open"
_SIZE = 11
_HEIGHT = 445
_BAND = 1.1  # decades kept free for what is not disclosed
_ISO_FLOP = range(18, 28, 2)  # powers of ten
_OWN = frozenset(EMBEDDED.values())

_LABELS = {
    "GPT-1": "bottom right",
    "GPT-3 175B": "top left",
    "Chinchilla 70B": "bottom right",
    "Llama 3.1 8B": "bottom center",
    "Llama 3.1 405B": "top left",
    "SmolLM2-135M": "bottom center",
}
"""Where names stand that would hide a neighbour above their mark."""

"""What is told of a model where one points at it."""

Place = Callable[[PublishedModel], tuple[float, float]]


def plane(models: Sequence[PublishedModel], t: Strings, ink: str) -> go.Figure:
    """Parameters at work on each token against training tokens; diagonals of equal computation, 6ND."""
    known = on_the_plane(models)
    hidden = [model for model in models if model.parameters_per_token and not model.training_tokens]
    tokens = [model.training_tokens or 1.0 for model in known]
    sizes = [model.parameters_per_token or 1.0 for model in (*known, *hidden)]
    right, bottom = math.log10(max(tokens)) + 0.4, math.log10(min(sizes)) - 0.4
    left, top = math.log10(min(tokens)) - 0.5, math.log10(max(sizes)) + 0.5
    figure = go.Figure()
    _add_diagonals(figure, (left, right), (bottom, top), ink)
    _add_rule(figure, known, (left, right), t)
    _add_models(figure, known, _on_plane, plane_confidence, RATIOS, t)
    edge = 10 ** (left - _BAND / 2)
    figure.add_vrect(x0=10 ** (left - _BAND), x1=10**left, fillcolor=FIRST_COLOUR, opacity=0.13, line_width=0)
    place = partial(_at_edge, edge)
    _add_marks(figure, hidden, place, _UNDISCLOSED, frozenset(), t("not-disclosed"), t)
    figure.add_annotation(
        x=math.log10(edge), y=1, yref="y domain", text=t("not-disclosed-tokens"), showarrow=False, yanchor="bottom",
        font={"size": FONT, "color": ink},
    )  # fmt: skip
    _frame(figure, ink)
    figure.update_layout(margin={"t": 60})
    _log_axis(figure, "x", (left - _BAND, right), (left, right), t, t("axis-tokens"))
    _log_axis(figure, "y", (bottom, top), (bottom, top), t, t("axis-active"))
    return figure


def _on_plane(model: PublishedModel) -> tuple[float, float]:
    return model.training_tokens or 1.0, model.parameters_per_token or 1.0


def _at_edge(edge: float, model: PublishedModel) -> tuple[float, float]:
    return edge, model.parameters_per_token or 1.0


def _add_models(
    figure: go.Figure,
    models: Sequence[PublishedModel],
    place: Place,
    sure: Callable[[PublishedModel], Confidence],
    named: frozenset[str],
    t: Strings,
) -> None:
    """Marks by how `sure` their places are; a few have their names beside them."""
    for confidence in CONFIDENCES:
        chosen = [model for model in models if sure(model) == confidence]
        if chosen:
            name = t("legend-confidence", level=t(f"level-{confidence}"))
            _add_marks(figure, chosen, place, _SYMBOLS[confidence], named, name, t)


def _add_marks(
    figure: go.Figure,
    models: Sequence[PublishedModel],
    place: Place,
    symbol: str,
    named: frozenset[str],
    name: str,
    t: Strings,
) -> None:
    """One series: the `models` at their `place` (in data units) with this `symbol` of Plotly's.

    `named`: models whose names stand beside their marks; `name`: of the series, in the legend.
    """
    places = [place(model) for model in models]
    figure.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers+text",
        text=[escape(_short(model.name)) if model.name in named else "" for model in models],
        textposition=[_LABELS.get(model.name, "top center") for model in models],
        customdata=[_hover(model, t) for model in models],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "symbol": symbol, "size": _SIZE, "line": {"width": 0 if symbol == "circle" else 2},
            "color": [SECOND_COLOUR if model.name in _OWN else FIRST_COLOUR for model in models],
        },
        name=name,
        cliponaxis=False,
    )  # fmt: skip


def _add_diagonals(figure: go.Figure, across: tuple[float, float], up: tuple[float, float], ink: str) -> None:
    """Lines on which 6ND is the same, with their power of ten where they begin, above the line."""
    for power in _ISO_FLOP:
        product = power - math.log10(6)  # log10 of N times D
        start, end = max(across[0], product - up[1]), min(across[1], product - up[0])
        if start >= end:
            continue
        figure.add_scatter(
            x=[10**start, 10**end], y=[10 ** (product - start), 10 ** (product - end)], mode="lines",
            line={"color": FIRST_COLOUR, "width": 1, "dash": "dot"}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
        figure.add_annotation(
            x=start, y=product - start, text=f"{power_of_ten(power, 'html')} FLOP", showarrow=False, xanchor="left",
            yanchor="bottom", font={"size": FONT - 1, "color": ink}, xshift=4,
        )  # fmt: skip


def _add_rule(figure: go.Figure, models: Sequence[PublishedModel], across: tuple[float, float], t: Strings) -> None:
    rule = next((model.tokens_per_parameter for model in models if model.name == RULE), None)
    if rule is None:
        return
    x = [10 ** across[0], 10 ** across[1]]
    figure.add_scatter(
        x=x, y=[tokens / rule for tokens in x], mode="lines", line={"color": SECOND_COLOUR, "width": 2, "dash": "dash"},
        hoverinfo="skip", name=t("legend-rule", tokens=f"{rule:.0f}"),
    )  # fmt: skip


def _hover(model: PublishedModel, t: Strings) -> str:
    lines = [
        f"<b>{escape(model.name)}</b>",
        f"{escape(model.organisation)}, {model.published}",
        *known_of(model, t, "html"),
    ]
    return "<br>".join(lines)


def _short(name: str) -> str:
    return name.replace(" (MoE)", "").replace(" (1.5B)", "")


def _frame(figure: go.Figure, ink: str) -> None:
    """Legend below, texts in the colour `ink`."""
    font = quiet(figure, _HEIGHT, ink)
    figure.update_layout(
        margin={"l": 0, "r": 8, "t": 8, "b": 0}, legend={"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top"}
    )
    figure.update_traces(textfont=font, selector={"mode": "markers+text"})
    figure.update_xaxes(tickfont=font, title_font=font, automargin=True, showgrid=False)
    figure.update_yaxes(tickfont=font, title_font=font, automargin=True)


def _log_axis(
    figure: go.Figure,
    axis: Literal["x", "y"],
    ends: tuple[float, float],
    ticks: tuple[float, float],
    t: Strings,
    title: str,
) -> None:
    """A logarithmic axis from `ends` to end, with marks between `ticks` only, where values are known: powers of ten."""
    first, last = math.ceil(ticks[0]), math.floor(ticks[1])
    powers = range(first, last + 1, 1 if ticks[1] - first < 8 else 2)
    labels = [
        large(10**power, t.language, trim=True) if power < 16 else power_of_ten(power, "html") for power in powers
    ]
    settings = {
        "type": "log", "range": list(ends), "tickvals": [10.0**power for power in powers],
        "ticktext": labels, "title": {"text": title}, "minor": {"ticks": ""},
    }  # fmt: skip
    figure.update_layout({f"{axis}axis": settings})
