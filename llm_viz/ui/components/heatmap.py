"""Attention weights of a whole text: every head of every layer small, one large, all redrawn in the browser.

The weights travel as 16-bit numbers (65535 = all of the attention), in a causal model only those of the lower triangle.
The rounding error of a weight is at most 1/131070. Eight bits would not do: where the first token takes 99 % of the
attention, hiding it enlarges what is left a hundredfold, and the rounding error with it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from llm_viz.i18n import Strings
from llm_viz.lm.protocol import Floats, Token
from llm_viz.ui.components.payload import token_payload

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FULL = 65535
MEAN = "mean"
"""Instead of a number (from 1): the average over all layers or heads."""

_STRINGS = ("layer", "head", "mean", "hide", "query", "key", "nothing-left", "overview", "scale", "hidden")
_SCRIPTS = ("core", "heatmap_weights", "heatmap_overview", "heatmap_matrix", "heatmap_row", "heatmap")


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: layer and head as numbers from 1 or `MEAN`, and whether the first token is hidden."""

    layer: str
    head: str
    hide_sink: bool


def heatmap(
    tokens: Sequence[Token], weights: Floats, *, causal: bool, view: View, sink: str, name: str, t: Strings
) -> None:
    """Draw the weights (layers, heads, queries, keys).

    `sink` says what the first token soaks up. `name` changes with text and model: as long as it is the same, the
    visitor's own choice of layer and head stays.
    """
    header = {
        "name": name,
        "tokens": [token_payload(token) for token in tokens],
        "layers": weights.shape[0],
        "heads": weights.shape[1],
        "causal": causal,
        "view": {"layer": view.layer, "head": view.head, "hideSink": view.hide_sink},
        "strings": {string.replace("-", "_"): t(f"heatmap-{string}") for string in _STRINGS} | {"sink": sink},
    }
    _component()(key="heatmap", data=packed(header, quantised(weights, causal=causal)))


def quantised(weights: Floats, *, causal: bool) -> NDArray[np.uint16]:
    """The weights one after another, head by head, row by row; in a causal model each row ends at its own token."""
    length = weights.shape[-1]
    kept = weights[:, :, *np.tril_indices(length)] if causal else weights
    return np.rint(kept * FULL).astype("<u2").ravel()


def packed(header: dict[str, object], numbers: NDArray[np.uint16]) -> bytes:
    """One message: the length of the header (4 bytes), the header as JSON, the numbers, all little-endian."""
    text = json.dumps(header).encode("ascii")
    return struct.pack("<I", len(text)) + text + numbers.tobytes()


@cache
def _component() -> ComponentRenderer:
    folder = Path(__file__).parent
    return st.components.v2.component(
        "llm_viz_heatmap",
        html='<div class="root"></div>\n',
        css="\n".join((folder / f"{part}.css").read_text("utf-8") for part in ("core", "heatmap")),
        js="\n".join((folder / f"{part}.js").read_text("utf-8") for part in _SCRIPTS),
    )
