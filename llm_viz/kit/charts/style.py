"""The one look of all charts: bars and their numbers, in the reader's ink, nothing to operate."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escape_html

import plotly.graph_objects as go

from llm_viz.base.visible import visible

FIRST_COLOUR = "#64748b"  # slate and orange: at least 3:1 on the white and on the dark background
SECOND_COLOUR = "#c2740c"
FONT = 15  # pixels
_LONGEST_LABEL = 18  # characters


def quiet(figure: go.Figure, height: int, ink: str) -> dict[str, object]:
    """What all charts share: written in the colour `ink`, answering to the pointer only. Returns the font."""
    font: dict[str, object] = {"size": FONT, "color": ink}
    figure.update_layout(
        height=height,
        font=font,
        dragmode=False,
        hoverlabel={"align": "left", "font": font},
        legend={"font": font, "itemclick": False, "itemdoubleclick": False},
    )
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return font


def quiet_bars(figure: go.Figure, height: int, ink: str) -> None:
    """Horizontal bars without grid, zoom or legend, the first on top, written in the colour `ink`."""
    font = quiet(figure, height, ink)
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 4, "b": 0},
        showlegend=False,
        uniformtext={"mode": "show", "minsize": 13},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False, zeroline=False, ticks="", tickfont=font)


def hatching(hatched: Sequence[bool]) -> dict[str, object]:
    """The pattern of bars of which some are hatched, to be told from the others without their colour."""
    shapes = ["/" if is_hatched else "" for is_hatched in hatched]
    return {"shape": shapes, "fillmode": "replace", "fgcolor": FIRST_COLOUR, "size": 7}


def token_label(text: str) -> str:
    """A token, every character visible, short enough for an axis."""
    return escape(shortened(visible(text)))


def shortened(label: str) -> str:
    """The label, its end cut off if it is too long for an axis."""
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def escape(text: str) -> str:
    """The text letter by letter: Plotly's labels would understand HTML. They understand `&lt;`, but not `&quot;`."""
    return escape_html(text, quote=False)
