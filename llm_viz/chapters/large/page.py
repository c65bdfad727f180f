"""Chapter 7: what is large about a large language model, and what that takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.large.sections.calculators import show_calculators
from llm_viz.chapters.large.sections.machine import show_machine
from llm_viz.chapters.large.sections.models import show_models
from llm_viz.chapters.large.sections.parts import show_parts
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Draw the page."""
    with chapter("large") as this_page:
        show_parts(this_page)
        st.fragment(show_models)(this_page)
        show_calculators(this_page)
        st.fragment(show_machine)(this_page)
