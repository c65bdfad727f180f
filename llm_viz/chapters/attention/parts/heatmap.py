"""Attention weights of a whole text: every head of every layer small, one large, all redrawn in the browser.

The weights travel as 16-bit numbers (65535 = all of the attention), in a causal model only those of the lower triangle.
The rounding error of a weight is at most 1/131070. Eight bits would not do: where the first token takes 99 % of the
attention, hiding it enlarges what is left a hundredfold, and the rounding error with it.

Averages and maxima over heads and layers are computed in the browser; the rollout, a product over layers, comes along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload

FULL = 65535
MEAN, MAX = "mean", "max"
"""Instead of a number (from 1): the average or the largest over all layers or heads."""
ROLLOUT = "rollout"
"""Instead of a head: attention rollout up to the layer."""

_STRINGS = (
    "layer", "head", "mean", "max", "rollout", "hide", "query", "key", "nothing-left", "hidden", "overview",
    "scale", "scale-max", "written", "about-mean", "about-max", "about-rollout", "touch", "cells", "end", "reading",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: layer and head as numbers from 1 or as a summary, and whether the first token is hidden.

    `query` is the position of the token whose row is read out, None: the last one; `key` that of a marked cell in it.
    """

    layer: str
    head: str
    hide_sink: bool
    query: int | None = None
    key: int | None = None


class ViewPayload(TypedDict):
    """A `View`."""

    layer: str
    head: str
    hide_sink: bool
    query: int | None
    key: int | None


class HeatmapPayload(TypedDict):
    """What `heatmap.js` shows; `weights` (layers, heads, cells) and `rollout` (layers, cells) as `quantised`."""

    name: str
    tokens: list[TokenPayload]
    layers: int
    heads: int
    causal: bool
    written: int | None
    view: ViewPayload
    strings: dict[str, str]
    weights: NDArray[np.uint16]
    rollout: NDArray[np.uint16]


def heatmap(
    tokens: Sequence[Token],
    weights: Floats,
    flows: Floats,
    *,
    causal: bool,
    view: View,
    sink: str,
    sees: str,
    name: str,
    written: int | None,
    t: Strings,
) -> None:
    """Draw the weights (layers, heads, queries, keys) and their rollout (layers, queries, keys).

    `sink` says what the first token soaks up, `sees` which tokens are in sight. `name` changes with text and model: as
    long as it is the same, the visitor's own choice of layer and head stays. `written` is the position of the first
    token that the model wrote.
    """
    payload: HeatmapPayload = {
        "name": name,
        "tokens": [token_payload(token) for token in tokens],
        "layers": weights.shape[0],
        "heads": weights.shape[1],
        "causal": causal,
        "written": written,
        "view": {
            "layer": view.layer,
            "head": view.head,
            "hide_sink": view.hide_sink,
            "query": view.query,
            "key": view.key,
        },
        "strings": {
            **{string.replace("-", "_"): t(f"heatmap-{string}") for string in _STRINGS},
            "name": t("section-look"),
            "sink": sink,
            "sees": sees,
            "made_by": t("heatmap-made-by", count="{count}", all="{all}"),
        },
        "weights": quantised(weights, causal=causal),
        "rollout": quantised(flows, causal=causal),
    }
    part(__file__, styles=("stage", "act"))("heatmap", payload)


def quantised(weights: Floats, *, causal: bool) -> NDArray[np.uint16]:
    """The weights (…, queries, keys) row by row; in a causal model each row ends at its own token."""
    kept = weights[..., *np.tril_indices(weights.shape[-1])] if causal else weights
    return np.rint(kept * FULL).astype(np.uint16).ravel()
