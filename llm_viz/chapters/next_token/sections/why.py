"""Why this token: its score as a sum over the tokens before it and the layers."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.receipt import show_receipt


@st.fragment
def show(page: Page) -> None:
    """The section; a fragment: another token draws only this part of the page again."""
    with page.section("why"):
        show_receipt(page)
