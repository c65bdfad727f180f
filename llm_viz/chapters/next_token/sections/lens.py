"""What each layer would have said (logit lens)."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.next_token.compute.distribution import LISTED
from llm_viz.chapters.next_token.parts.layers import show_layers
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.kit.browser.lens_table import lens_table
from llm_viz.kit.compute.lens import lens_notes
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page

_CANDIDATES = 5  # of each layer
_SAID = 2  # notes that stand below the picture


def read(page: Page) -> Trace:
    """One pass over the visitor's text, for this section and for what comes next."""
    return page.visit.lm.trace(page.visit.text, Capture(lens=_CANDIDATES, candidates=LISTED))


def show(page: Page) -> None:
    """The section, and the same readings as a table."""
    with page.section("lens", is_picture=True):
        trace = read(page)
        notes = lens_notes(trace.lens, trace.tokens[-1])
        layer = page.visit.param_int("layer", -1, -1, len(trace.lens) - 1)
        show_layers(page.t, trace.lens, page.said(notes[:_SAID]), layer)
        _table(page, trace)


@st.fragment
def _table(page: Page, trace: Trace) -> None:
    """A fragment: unfolding it runs nothing else."""
    with folded(page, "lens_table") as is_open:
        if is_open:
            lens_table("next_token-lens", trace.lens, page.t)
            page.notes(lens_notes(trace.lens, trace.tokens[-1])[_SAID:])
