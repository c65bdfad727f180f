"""Prints what the heat map sends to the browser, with the true weights beside it, for `heatmap_math.test.js`.

Used as `python -m tests.chapters.attention.heatmap_message`.
"""

from __future__ import annotations

import sys

import numpy as np

from llm_viz.chapters.attention.parts.heatmap import FULL, quantised
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.payload import encode_arrays

LAYERS, HEADS = 3, 4
SIZES = ((17, True), (17, False), (40, True))
"""Numbers of tokens, and whether the model is causal."""
HOSTILE = ["</script>", "日本", "\u2028"]


def attention_like(length: int, *, causal: bool) -> Floats:
    """Rows that add up to 1, most of it on the first token, as models have them."""
    scores = np.random.default_rng(0).normal(size=(LAYERS, HEADS, length, length), scale=3)
    scores[..., 0] += 8
    if causal:
        scores[..., ~np.tri(length, dtype=bool)] = -np.inf
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return (weights / weights.sum(-1, keepdims=True)).astype(np.float32)


def message() -> bytes:
    """Cases with their arrays: `sent_0` as the heat map sends it, `true_0` (layers, heads, queries, keys)."""
    payload: dict[str, object] = {
        "layers": LAYERS,
        "heads": HEADS,
        "cases": [{"length": length, "causal": causal} for length, causal in SIZES],
        "tokens": HOSTILE,
        "ends": np.array([1, FULL], np.uint16),
    }
    for number, (length, causal) in enumerate(SIZES):
        weights = attention_like(length, causal=causal)
        payload |= {f"sent_{number}": quantised(weights, causal=causal), f"true_{number}": weights}
    return encode_arrays(payload)


if __name__ == "__main__":
    sys.stdout.buffer.write(message())
