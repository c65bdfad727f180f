"""Why this token: what attention brought of its score, token by token."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.receipt import PARAMS, show_receipt


@st.fragment
def show(page: Page) -> None:
    """The section, folded; a fragment: another token draws only this part of the page again."""
    with folded(page, "why", PARAMS) as opened:
        if opened:
            show_receipt(page)
