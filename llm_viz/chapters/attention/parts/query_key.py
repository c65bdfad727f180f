"""One attention weight, computed before one's eyes from its query and key; head and tokens are chosen in the browser.

The vectors of one layer travel as 32-bit floats, a key that several heads share only once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.attention_links import AttentionLink
from llm_viz.chapters.attention.compute.dot_product_attention import QueriesAndKeys
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.browser.payload import packed, token_payload
from llm_viz.kit.browser.registry import component

_STRINGS = (
    "head", "query", "key", "strips", "dimension", "sum", "scale", "cap", "mask", "allowed", "out-of-sight", "softmax",
    "captured", "agrees", "differs", "unscaled", "row", "score", "weight",
)  # fmt: skip


def query_key_view(
    tokens: Sequence[Token], vectors: QueriesAndKeys, look: AttentionLink, *, name: str, t: Strings
) -> None:
    """Show the products of one layer, at first those of `look`.

    `name` changes with text and model: as long as it is the same, the visitor's own choice stays.
    """
    header = {
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
    }
    parts = (vectors.queries, vectors.keys, vectors.weights, vectors.allowed)
    numbers = np.concatenate([part.astype("<f4").ravel() for part in parts])
    component("query_key", ("query_key_math",))(key="query_key", data=packed(header, numbers))


def _head_label(vectors: QueriesAndKeys, head: int, t: Strings) -> str:
    others = ", ".join(str(other + 1) for other in vectors.sharing(head))
    return t("qk-head-sharing", head=head + 1, others=others) if others else t("qk-head-alone", head=head + 1)
