"""Chapter 6: how "Apple" gets its meaning from its context, and which tokens look at which."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.presets import PRESETS
from llm_viz.chapters.attention.sections import apple, directions, free, heads, look, meaning, proof, qk, ranking, why
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """The sections in reading order; the grid of heads, which may take seconds, is filled last, into its place."""
    with chapter("attention") as page:
        pair = apple.show(page)
        result = meaning.show(page, pair) if pair else None
        if pair and result:
            proof.show(page, pair, result)
            ranking.show(page, pair, result)
        place_of_heads = st.container()
        page.presets(PRESETS)
        look.show(page)
        why.show(page)
        qk.show(page)
        directions.show(page)
        free.show(page)
        if pair and result:
            with place_of_heads:
                heads.show(page, pair, result)
