"""A token becomes a vector: its row of the embedding matrix."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The act."""
    with page.section("vector"):
        tokens = page.visit.lm.tokenize(page.visit.text).tokens
        st.markdown(" ".join(f"`{escape(token.text)}`" for token in tokens))
