"""All that the numbers of an act support, folded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


def show(page: Page, notes: Sequence[Note], first: str = "") -> None:
    """Draw the section; `first`, in Markdown, stands before the notes."""
    with folded(page, "observed") as is_open:
        if is_open:
            st.markdown(first)
            page.notes(notes)
