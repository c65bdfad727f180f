"""The models that run here, with their licences."""

from __future__ import annotations

import streamlit as st

from llm_viz.engine.catalogue import CARDS
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section."""
    with page.section("models"):
        st.markdown("\n".join(f"- {escape(card.name)}: {escape(card.licence)}" for card in CARDS))
        page.prose("licences")
