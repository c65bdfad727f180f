"""245 real training runs, and a surface through them that the visitor can bend."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.scaling.compute.runs import run_groups, runs_notes, surfaces
from llm_viz.chapters.scaling.parts.runs import runs_with_surface
from llm_viz.facts.laws import FITS, published_fits, runs_source
from llm_viz.kit.markdown import table
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture, what the refits change, and all fits side by side."""
    with page.section("runs", is_picture=True):
        runs_with_surface(run_groups(), surfaces(), page.visit, page.t)
        page.explain("about-runs")
        fold_notes(page, "runs", runs_notes())
        with st.expander(page.t("why-refit"), icon=":material/build:", key="scaling-why-refit"):
            page.prose("why-refit")
            st.markdown(_fits_table(page))
            show_citations((runs_source(), *(published_fits()[name].source for name in FITS)), page.t)


def _fits_table(page: Page) -> str:
    """All surfaces with their five numbers and standard errors, as Markdown."""
    names = ("E", "A", "B", "alpha", "beta")
    rows = []
    published = {str(name): fit.errors for name, fit in published_fits().items()}
    for name, surface in surfaces().items():
        errors = published.get(name)
        cells = []
        for number in names:
            digits = 1 if number in "AB" else 4
            cell = f"{getattr(surface, number):,.{digits}f}"
            cells.append(cell if errors is None else f"{cell} ± {getattr(errors, number):g}")
        rows.append((page.t("fit-" + name.replace("_", "-")), *cells))
    return table((page.t("column-fit"), "*E*", "*A*", "*B*", "*α*", "*β*"), rows, "lrrrrr")
