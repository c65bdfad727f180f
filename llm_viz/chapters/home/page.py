"""Home: which words may come next, and where do they come from?"""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.home.sections import chapters, river
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page."""
    with chapter("home") as page:
        waiting = st.container(key="waking")
        is_kept = river.shows_kept(page.visit)
        with st.container(key="picture-home"):
            river.show(page)
        chapters.show(page)
        if is_kept:
            river.wake(page, waiting)
