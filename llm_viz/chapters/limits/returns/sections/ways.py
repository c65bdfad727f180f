"""Three ways to spend more: on a larger model, on more data, on both."""

from __future__ import annotations

import numpy as np
import streamlit as st

from llm_viz.base.numbers import large
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.returns.compute import start_model, way_notes, ways
from llm_viz.kit.browser.curves import curves
from llm_viz.kit.page.folds import folded

_CURSOR = 60  # a thousand times the budget


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "ways", ("ways_at",)) as opened:
        if not opened:
            return
        losses = ways()
        parameters, tokens = start_model()
        st.markdown(
            t("ways-start", parameters=large(round(parameters), t.language), tokens=large(round(tokens), t.language))
        )
        lines = {
            "both": losses.both,
            "size": losses.size,
            "data": losses.data,
            "floor": np.full_like(losses.times, losses.floor),
        }
        curves("ways", (losses.times, "count"), lines, _CURSOR, page.visit, t, log=True)
        st.caption(t.prose("ways-control"))
        page.notes(way_notes(losses))
