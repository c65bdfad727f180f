"""Why this token: its score as a sum over the tokens before it and the layers."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.receipt import PARAMS, show_receipt


@st.fragment
def show(page: Page) -> None:
    """The section; a fragment: another token draws only this part of the page again."""
    with folded(page, "why", PARAMS) as is_open:
        if is_open:
            show_receipt(page)
