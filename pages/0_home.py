"""Home: the whole path on one screen."""

from __future__ import annotations

import streamlit as st

from llm_viz.ui.chapter import chapter

with chapter("home") as page, page.section("journey"):
    st.write(page.visit.facts)
