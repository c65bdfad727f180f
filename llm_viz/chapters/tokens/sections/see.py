"""The visitor's text and its tokens, linked."""

from __future__ import annotations

from llm_viz.chapters.tokens.compute.graphemes import group_tokens
from llm_viz.chapters.tokens.compute.notes import token_notes
from llm_viz.chapters.tokens.parts.token_view import token_view
from llm_viz.engine.protocol.tokens import Tokenization
from llm_viz.kit.page.frame import Page


def show(page: Page, tokenization: Tokenization) -> None:
    """The section."""
    with page.section("see"):
        groups = group_tokens(tokenization.text, tokenization.tokens)
        token_view(page.t, tokenization.text, groups, key="tokens-view")
        page.notes(token_notes(tokenization))
