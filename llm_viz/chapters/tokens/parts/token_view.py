"""A text and its tokens, linked: each token's characters, id and bytes light up together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.cuts import is_unknown
from llm_viz.chapters.tokens.compute.graphemes import TokenGroup
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload

MAX_TOKENS = 500
"""More are counted but not drawn."""

_LABELS = (
    "view-text",
    "view-tokens",
    "view-characters",
    "view-id",
    "view-bytes",
    "view-place",
    "view-part",
    "view-unknown",
    "view-special-before",
    "view-special-after",
    "view-hint",
)


class ShownTokenPayload(TokenPayload):
    """A token, and whether it is the tokenizer's sign for what it has no token for."""

    unknown: bool


class GroupPayload(TypedDict):
    """Characters of the text and the tokens that hold them."""

    text: str
    label: str
    tokens: list[ShownTokenPayload]


class TokenViewPayload(TypedDict):
    """What `token_view.js` gets; `omitted` says in words how many tokens are not drawn, or is empty."""

    groups: list[GroupPayload]
    labels: dict[str, str]
    omitted: str


def token_view(t: Strings, text: str, groups: Sequence[TokenGroup], key: str) -> None:
    """Draw the groups of tokens of a text; their hover is shared with all other parts of the page."""
    drawn = [group for group in groups if group.tokens[-1].position < MAX_TOKENS]
    omitted = sum(len(group.tokens) for group in groups[len(drawn) :])
    payload: TokenViewPayload = {
        "groups": [_group(text, group) for group in drawn],
        "labels": {label.removeprefix("view-"): t(label) for label in _LABELS},
        "omitted": t("view-omitted", count=omitted) if omitted else "",
    }
    part(__file__)(key, payload)


def _group(text: str, group: TokenGroup) -> GroupPayload:
    source = text[group.start : group.end]
    return {"text": source, "label": visible(source), "tokens": [_token(token) for token in group.tokens]}


def _token(token: Token) -> ShownTokenPayload:
    return {**token_payload(token), "unknown": is_unknown(token)}
