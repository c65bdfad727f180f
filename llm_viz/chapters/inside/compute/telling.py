"""Which tokens of a text are worth looking at first: those that carry a meaning of their own."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.languages import Language
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.compute.content_words import content_words


def telling_tokens(text: str, tokens: Sequence[Token], language: Language) -> list[Token]:
    """Those of the tokens that touch a content word of the text."""
    spans = content_words(text, language)
    return [
        token
        for token in tokens
        if token.kind == "text" and any(token.start < end and start < token.end for start, end in spans)
    ]
