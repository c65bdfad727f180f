"""Chapter 6: how "Apple" gets its meaning from its context, and which tokens look at which."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute import attention_links as attention
from llm_viz.chapters.attention.sections import apple as attention_apple
from llm_viz.chapters.attention.sections import directions as attention_directions
from llm_viz.chapters.attention.sections import free as attention_free
from llm_viz.chapters.attention.sections import heads as attention_heads
from llm_viz.chapters.attention.sections import look as attention_overview
from llm_viz.chapters.attention.sections import meaning as attention_meaning
from llm_viz.chapters.attention.sections import proof as attention_proof
from llm_viz.chapters.attention.sections import qk as attention_query_key
from llm_viz.kit.page.frame import Page, chapter


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


def render() -> None:
    """Draw the page."""
    with chapter("attention") as this_page:
        draw(this_page)
