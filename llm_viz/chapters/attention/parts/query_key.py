"""One attention weight, computed before one's eyes from its query and key; head and tokens are chosen in the browser.

The vectors of one layer travel as 32-bit floats, a key that several heads share only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.attention_links import AttentionLink
from llm_viz.chapters.attention.compute.dot_product_attention import QueriesAndKeys
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload

_STRINGS = (
    "head", "query", "key", "strips", "dimension", "sum", "scale", "cap", "mask", "allowed", "out-of-sight", "softmax",
    "captured", "agrees", "differs", "unscaled", "row", "score", "weight",
)  # fmt: skip


class LinkPayload(TypedDict):
    """Which head looks from which token at which; numbers from 0."""

    head: int
    query: int
    key: int


class QueryKeyPayload(TypedDict):
    """What `query_key.js` shows: the arrays of `Products`, `allowed` as 0 and 1.

    `layer` is counted from 1, `heads` are labels, `size` is the number of dimensions of a head.
    """

    name: str
    tokens: list[TokenPayload]
    layer: int
    heads: list[str]
    key_heads: int
    size: int
    scaling: float
    cap: float | None
    look: LinkPayload
    strings: dict[str, str]
    queries: Floats
    keys: Floats
    weights: Floats
    allowed: NDArray[np.uint8]


def query_key_view(
    tokens: Sequence[Token], vectors: QueriesAndKeys, look: AttentionLink, *, name: str, t: Strings
) -> None:
    """Show the products of one layer, at first those of `look`.

    `name` changes with text and model: as long as it is the same, the visitor's own choice stays.
    """
    payload: QueryKeyPayload = {
        "name": name,
        "tokens": [token_payload(token) for token in tokens],
        "layer": vectors.layer + 1,
        "heads": [_head_label(vectors, head, t) for head in range(len(vectors.queries))],
        "key_heads": len(vectors.keys),
        "size": vectors.queries.shape[-1],
        "scaling": vectors.scaling,
        "cap": vectors.cap,
        "look": {"head": look.head, "query": look.destination, "key": look.source},
        "strings": {string.replace("-", "_"): t(f"qk-{string}") for string in _STRINGS},
        "queries": vectors.queries.astype(np.float32),
        "keys": vectors.keys.astype(np.float32),
        "weights": vectors.weights.astype(np.float32),
        "allowed": vectors.allowed.astype(np.uint8),
    }
    part(__file__)("query_key", payload)


def _head_label(vectors: QueriesAndKeys, head: int, t: Strings) -> str:
    others = ", ".join(str(other + 1) for other in vectors.sharing(head))
    return t("qk-head-sharing", head=head + 1, others=others) if others else t("qk-head-alone", head=head + 1)
