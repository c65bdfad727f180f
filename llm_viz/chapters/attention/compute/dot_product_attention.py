"""Where one attention weight comes from: query times key, scaled, masked, and shared out by softmax.

Vaswani et al. 2017 (arXiv:1706.03762), eq. 1; grouped-query attention: Ainslie et al. 2023 (arXiv:2305.13245); rotary
positions: Su et al. 2021 (arXiv:2104.09864).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.attention.compute.attention_links import AttentionLink
from llm_viz.chapters.attention.compute.note_values import link_values, token_label
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note


@dataclass(frozen=True, slots=True, eq=False)
class QueriesAndKeys:
    """What one layer multiplies, and what came out of it.

    `queries` (head, dest, d_head) and `keys` (key head, src, d_head), both as they are multiplied, with positions
    rotated in. `cap` bounds the scaled scores softly, None = not at all (Gemma 2, arXiv:2408.00118). `allowed`
    (dest, src) says who may attend to whom. `weights` (head, dest, src) are those captured in the model, to compare
    with.
    """

    layer: int
    queries: Floats
    keys: Floats
    scaling: float
    cap: float | None
    allowed: NDArray[np.bool_]
    weights: Floats

    @property
    def heads_per_key(self) -> int:
        """How many neighbouring heads share a key; 1 = each has its own."""
        return len(self.queries) // len(self.keys)

    def sharing(self, head: int) -> tuple[int, ...]:
        """The other heads that use the same keys."""
        first = head - head % self.heads_per_key
        return tuple(other for other in range(first, first + self.heads_per_key) if other != head)


def read_layer(lm: Model, text: str, layer: int) -> Trace:
    """The text with one layer's attention weights, queries and keys: what `queries_and_keys` needs."""
    return lm.trace(text, Capture(attention=(layer,), vectors=(layer,), candidates=0))


def queries_and_keys(trace: Trace, layer: int, facts: ModelFacts) -> QueriesAndKeys:
    """From a trace that kept the attention and the vectors of the layer."""
    vectors, weights = trace.vectors[layer], trace.attention[layer]
    keys = vectors.keys[:: facts.heads // facts.key_value_heads]
    # A head's softmax never gives exactly 0 to what it may see, except by underflow, and not in all heads at once.
    allowed: NDArray[np.bool_] = np.any(weights > 0, axis=0)
    return QueriesAndKeys(layer, vectors.queries, keys, vectors.scaling, vectors.cap, allowed, weights)


def attention_weights(vectors: QueriesAndKeys, scaling: float | None = None) -> Floats:
    """The weights (head, dest, src) as eq. 1 gives them, the scores capped if the model caps them.

    `scaling` is the factor of the scores; None: the model's own.
    """
    keys = vectors.keys.repeat(vectors.heads_per_key, axis=0)
    factor = vectors.scaling if scaling is None else scaling
    scores = factor * np.einsum("hqd,hkd->hqk", vectors.queries, keys, dtype=np.float64)
    if vectors.cap is not None:
        scores = vectors.cap * np.tanh(scores / vectors.cap)
    scores = np.where(vectors.allowed, scores, -np.inf)
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    weights: Floats = (shares / shares.sum(-1, keepdims=True)).astype(np.float32)
    return weights


def scaling_notes(tokens: Sequence[Token], vectors: QueriesAndKeys, link: AttentionLink) -> list[Note]:
    """What scaling does to the weights that the link's head gives from the link's destination."""
    row = attention_weights(vectors)[link.head, link.destination]
    unscaled = attention_weights(vectors, 1.0)[link.head, link.destination]
    best = int(row.argmax())
    if unscaled[best] < 0.95 or unscaled[best] - row[best] < 0.1:
        return []
    values = link_values(link.layer, link.head, token_label(tokens[link.destination]), token_label(tokens[best]))
    shares = {"scaled": as_percent(float(row[best])), "unscaled": as_percent(float(unscaled[best]))}
    return [Note("note-scaling", {**values, **shares})]
