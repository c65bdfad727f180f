"""Draw the curve: how does it go on with ten, a hundred, a thousand times the computation?"""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.scaling.compute.drawing import first_runs, line_of, rent
from llm_viz.chapters.scaling.parts.drawing import drawing
from llm_viz.facts.chinchilla import chinchilla_runs
from llm_viz.facts.laws import published_fits, runs_source
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.frame import Page, guarded

_DRAWN = "scaling-drawn"


def show(page: Page) -> None:
    """The picture; the runs and the law reach the browser once a line is drawn."""
    with guarded(page.visit.language):
        line = _line()
        seen = line is not None or page.opened_by_link()
        remember_in_address("scaling-reveal", drawn=line or None, reveal="1" if line == "" else None)
        price = rent()
        drawing(
            first_runs(), price.dollars, chinchilla_runs() if seen else None, line or "", page.visit, page.t, _remember
        )
        if not seen:
            page.covers.append("drawing")
            return
        show_citations((runs_source(), published_fits()["besiroglu"].source, *price.sources), page.t)


def _line() -> str | None:
    """The line that was drawn in this visit, or stands in its address; "": the visitor would rather see; None: none."""
    if _DRAWN not in st.session_state:
        given = st.query_params.get("drawn", "")
        st.session_state[_DRAWN] = given if line_of(given) else None
    line: str | None = st.session_state[_DRAWN]
    return line


def _remember(line: str) -> None:
    st.session_state[_DRAWN] = line
