"""What it is worth to read the same data again."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.returns.compute import repeat_notes, repeats
from llm_viz.kit.browser.curves import curves
from llm_viz.kit.page.folds import folded

_CURSOR = 3  # the fourth epoch


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "repeats", ("repeats_at",)) as opened:
        if not opened:
            return
        epochs, equivalents = repeats()
        curves("repeats", (epochs, "count"), {"again": equivalents, "new": epochs}, _CURSOR, page.visit, t, digits=1)
        st.caption(t.prose("repeats-control"))
        page.notes(repeat_notes())
