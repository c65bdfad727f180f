"""What each written token was chosen from, as a table whose tokens light up in the heat map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.written_tokens import WrittenToken
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload

_STRINGS = ("chosen", "looking", "seen")


class SeenPayload(TypedDict):
    """A token with its share of the attention."""

    token: TokenPayload
    share: float


class WrittenLookPayload(TypedDict):
    """A written token, the token before it, which looked, and what that saw most."""

    token: TokenPayload
    looking: TokenPayload
    seen: list[SeenPayload]


class WrittenPayload(TypedDict):
    """What `written.js` shows."""

    looks: list[WrittenLookPayload]
    strings: dict[str, str]


def written_table(looks: Sequence[WrittenToken], t: Strings) -> None:
    """Show the looks, one row for each written token."""
    payload: WrittenPayload = {
        "looks": [
            {
                "token": token_payload(look.token),
                "looking": token_payload(look.predicted_at),
                "seen": [{"token": token_payload(token), "share": share} for token, share in look.sources],
            }
            for look in looks
        ],
        "strings": {name: t(f"written-{name}") for name in _STRINGS},
    }
    part(__file__)("written_table", payload)
