"""Chapter 4: how one token becomes a text."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.generation.compute.presets import PRESETS
from llm_viz.chapters.generation.sections import player, table, tree
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Draw the page."""
    with chapter("generation", presets=PRESETS) as page:
        page.visit.lm.check_causal()
        _sections(page)


@st.fragment
def _sections(page: Page) -> None:
    """All sections; only they run again when the player asks for more."""
    if player.show(page):
        tree.show(page)
        table.show(page)
