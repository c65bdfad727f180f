"""Chapter 11: what growing costs, and where models fail."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.limits.choice import choose, show
from llm_viz.kit.page.frame import chapter

_WIDTHS = (0.3, 0.7)  # the choices stand at the right, but are read first


def render() -> None:
    """Draw the page."""
    with chapter("limits") as this_page:
        choices, stage = st.columns(_WIDTHS)
        with choices:
            chosen = choose(this_page)
        with stage:
            show(this_page, chosen)
