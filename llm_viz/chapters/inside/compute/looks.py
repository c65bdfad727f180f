"""Where attention looks in every block: the weights of the head that looks hardest at one earlier word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.errors import AttentionPartial, NoAttention
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.engine.protocol.types import Floats

MAX_TOKENS = 128
"""Of a longer text, nobody asks where all heads look."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Of every layer the number of one of its `count` heads, `heads` (layer,), and its `weights` (layer, src)."""

    count: int
    heads: NDArray[np.int64]
    weights: Floats


def looks(lm: Model, text: str, position: int, tokens: int) -> Looks | None:
    """Where attention looks from `position` of a text of so many `tokens`; None where its attention cannot be seen."""
    if tokens > MAX_TOKENS:
        return None
    try:
        trace = lm.trace(text, Capture(attention="all", candidates=0))
    except (NoAttention, AttentionPartial):
        return None
    return hardest(trace.attention_array(dest=position)[..., : position + 1])


def hardest(weights: Floats) -> Looks:
    """Of every layer the head with the largest single weight, out of weights (layer, head, src) of the last source.

    Neither the first token counts, at which many heads look that look at nothing (attention sink), nor the token
    itself, unless there is no other.
    """
    others = weights[..., 1:-1] if weights.shape[-1] > 2 else weights
    heads = others.max(-1).argmax(-1)
    return Looks(weights.shape[1], heads, weights[np.arange(len(heads)), heads])


def on_words(found: Looks, first: int, words: int) -> Floats:
    """The weights (layer, 1 + words) on all that stands before position `first` together, and on each of the `words`
    from there on; those that come later than the token itself have none.
    """
    later = np.zeros((len(found.weights), max(0, first + words - found.weights.shape[1])), np.float32)
    before = found.weights[:, :first].sum(1, keepdims=True)
    return np.concatenate([before, found.weights[:, first:], later], axis=1).astype(np.float32)
