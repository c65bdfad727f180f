"""Every token of the visitor's text with its characters, number and bytes, folded."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.tokens.compute.graphemes import group_tokens
from llm_viz.chapters.tokens.compute.notes import token_notes
from llm_viz.chapters.tokens.parts.token_view import token_view
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


@st.fragment
def show(page: Page) -> None:
    """The section; a fragment: unfolding it runs nothing else."""
    with folded(page, "see") as is_open:
        if not is_open:
            return
        tokenization = page.visit.lm.tokenize(page.visit.text)
        groups = group_tokens(tokenization.text, tokenization.tokens)
        token_view(page.t, tokenization.text, groups, key="tokens-view")
        page.notes(token_notes(tokenization))
