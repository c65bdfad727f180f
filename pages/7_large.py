"""Chapter 7: what is large about a large language model, and what that takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.page.frame import chapter
from llm_viz.ui.large_calculators import show_calculators
from llm_viz.ui.large_machine import show_machine
from llm_viz.ui.large_models import show_models
from llm_viz.ui.large_parts import show_parts

with chapter("large") as this_page:
    show_parts(this_page)
    st.fragment(show_models)(this_page)
    show_calculators(this_page)
    st.fragment(show_machine)(this_page)
