"""Where one attention weight comes from: query times key, scaled, masked, and shared out by softmax.

Vaswani et al. 2017, eq. 1; grouped-query attention: Ainslie et al. 2023; rotary positions: Su et al. 2021.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import percent
from llm_viz.chapters.attention.compute.attention_links import Look, label
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Trace
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note


@dataclass(frozen=True, slots=True, eq=False)
class Products:
    """What one layer multiplies, and what came out of it.

    `queries` (heads, tokens, head size), `keys` (key heads, tokens, head size), both as they are multiplied, with
    positions rotated in. `cap` bounds the scaled scores softly, None = not at all (Gemma Team 2024). `allowed`
    (queries, keys) says who may look at whom. `weights` (heads, queries, keys) are those captured in the model, to
    compare with.
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


def products(trace: Trace, layer: int, facts: ModelFacts) -> Products:
    """From a trace that kept the attention and the vectors of the layer."""
    vectors, weights = trace.vectors[layer], trace.attention[layer]
    shared_by = facts.heads // facts.key_value_heads
    # A head's softmax never gives exactly 0 to what it may see, except by underflow, and not in all heads at once.
    allowed: NDArray[np.bool_] = np.any(weights > 0, axis=0)
    return Products(layer, vectors.queries, vectors.keys[::shared_by], vectors.scaling, vectors.cap, allowed, weights)


def recomputed(given: Products, scaling: float | None = None) -> Floats:
    """The weights (heads, queries, keys) as eq. 1 gives them, the scores capped if the model caps them.

    With another `scaling` if asked.
    """
    keys = given.keys.repeat(given.heads_per_key, axis=0)
    factor = given.scaling if scaling is None else scaling
    scores = factor * np.einsum("hqd,hkd->hqk", given.queries, keys, dtype=np.float64)
    if given.cap is not None:
        scores = given.cap * np.tanh(scores / given.cap)
    scores = np.where(given.allowed, scores, -np.inf)
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    weights: Floats = (shares / shares.sum(-1, keepdims=True)).astype(np.float32)
    return weights


def notes(tokens: Sequence[Token], given: Products, look: Look) -> list[Note]:
    """What can be said about the row of this look."""
    row = recomputed(given)[look.head, look.query]
    unscaled = recomputed(given, 1.0)[look.head, look.query]
    best = int(row.argmax())
    if unscaled[best] < 0.95 or unscaled[best] - row[best] < 0.1:
        return []
    said: dict[str, str | int | float] = {
        "layer": look.layer + 1,
        "head": look.head + 1,
        "looking": label(tokens[look.query]),
        "seen": label(tokens[best]),
        "scaled": percent(float(row[best])),
        "unscaled": percent(float(unscaled[best])),
    }
    return [Note("note-scaling", said)]
