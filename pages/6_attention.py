"""Chapter 6: how "Apple" gets its meaning from its context, and which tokens look at which."""

from __future__ import annotations

import streamlit as st

from llm_viz.concepts import attention
from llm_viz.kit.page.frame import Page, chapter
from llm_viz.ui import (
    attention_apple,
    attention_directions,
    attention_free,
    attention_heads,
    attention_meaning,
    attention_overview,
    attention_proof,
    attention_query_key,
)


def draw(page: Page) -> None:
    """The sections in reading order; the grid of heads, which may take seconds, is filled last, into its place."""
    shown = attention_apple.show(page)
    study = attention_meaning.show(page, shown) if shown else None
    if shown and study:
        attention_proof.show(page, shown, study)
    heads = st.container()
    page.presets(attention.PRESETS)
    st.fragment(attention_overview.show)(page)
    st.fragment(attention_query_key.show)(page)
    st.fragment(attention_directions.show)(page)
    st.fragment(attention_free.show)(page)
    if shown and study:
        with heads:
            attention_heads.show(page, shown, study)


with chapter("attention") as this_page:
    draw(this_page)
