"""A text whose tokens stand the higher, the less the model foresaw them."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.i18n import Strings
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.browser.payload import token_payload
from llm_viz.kit.browser.registry import component


def surprise_strip(read: Sequence[tuple[Token, float | None]], t: Strings) -> None:
    """Show the tokens in a row, each with its bits of surprise (None: not foreseen) as a bar above it."""
    component("surprisal")(
        key="surprise_strip",
        data={
            "tokens": [{"token": token_payload(token), "bits": bits} for token, bits in read],
            "label": t("strip-label"),
        },
    )
