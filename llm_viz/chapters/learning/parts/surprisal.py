"""A text whose tokens stand the higher, the less the model foresaw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload


class ReadTokenPayload(TypedDict):
    """A token and its surprisal in bits, None where it was not predicted."""

    token: TokenPayload
    bits: float | None


class SurprisalPayload(TypedDict):
    """What `surprisal.js` gets."""

    tokens: list[ReadTokenPayload]
    strings: dict[str, str]


def surprise_strip(read: Sequence[tuple[Token, float | None]], model: str, t: Strings) -> None:
    """Show the tokens in a row, each with its bits of surprise (None: not foreseen) as a bar above it.

    `model` is the name of the model that read them. What is said of the chosen token, the browser fills in.
    """
    marks = {name: f"{{{name}}}" for name in ("token", "bits", "odds", "coins", "chance")}
    payload: SurprisalPayload = {
        "tokens": [{"token": token_payload(token), "bits": bits} for token, bits in read],
        "strings": {
            "label": t("strip-label"),
            "caption": t("strip-caption", model=model),
            **{name: t(f"strip-{name}", **marks) for name in ("unit", "unread", "rare", "expected")},
        },
    }
    part(__file__, styles=("stage",))("surprise_strip", payload)
