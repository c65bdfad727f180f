"""What several acts share on the page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from llm_viz.kit.page.frame import Page


def show_act(page: Page, question: str, show: Callable[[Page], None]) -> None:
    """Show an act as a fragment; while its question may be open, within the whole page, since that covers more than it.

    A fragment stands in a container. One without it would be drawn anew in the moment of the guess.
    """
    if page.has_covered(question):
        with st.container():
            show(page)
    else:
        st.fragment(show)(page)
