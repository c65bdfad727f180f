"""The tokens of a sentence as a row of buttons, and the sentences that a part fills in itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import TokenKind

SHOWN_TOKENS = 10
"""The last ones of a text."""

Marks = dict[str, tuple[str, ...]]
"""Messages (less the act's name) with the values that the browser puts into them."""


class WordPayload(TypedDict):
    """`Word` in `words.js`; `name` is the token without the space around it, unless it is nothing else."""

    position: int
    id: int
    label: str
    name: str
    kind: TokenKind


def word_payload(token: Token) -> WordPayload:
    """The token for the browser."""
    name = visible(token.text.strip() or token.text)
    return {
        "position": token.position, "id": token.id, "label": visible(token.text), "name": name, "kind": token.kind
    }  # fmt: skip


def last_words(tokens: Sequence[Token]) -> list[WordPayload]:
    """The last tokens of a text."""
    return [word_payload(token) for token in tokens[-SHOWN_TOKENS:]]


def sentences(t: Strings, act: str, marks: Marks) -> dict[str, str]:
    """The act's messages for the browser, with {marks} in the places of values."""
    return {
        key: t(f"{act}-{key.replace('_', '-')}", **{mark: f"{{{mark}}}" for mark in names})
        for key, names in marks.items()
    }
