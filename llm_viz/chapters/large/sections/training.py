"""What it takes to train a model: a calculator, and its rule beside published hours."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.large.compute.checks import training_checks
from llm_viz.chapters.large.compute.training import training_calculator
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.frame import Page, guarded


def show(page: Page) -> None:
    """The calculator, and how far its rule can be trusted."""
    with guarded(page.visit.language):
        calculator(training_calculator(), page.visit, page.t)
        page.prose("training")
        _show_checks(page)


def _show_checks(page: Page) -> None:
    """The rule beside published hours."""
    t, checks = page.t, training_checks()
    with st.expander(t("checks", runs=len(checks)), icon=":material/fact_check:", key="large-checks"):
        page.prose("checks")
        head = [t(f"column-{name}") for name in ("model", "predicted", "published", "ratio")]
        rows = [
            (
                escape(check.run.model),
                f"{check.predicted_hours:,.0f}",
                f"{check.published_hours:,.0f}",
                f"{check.ratio:.2f}",
            )
            for check in checks
        ]
        sources = (f"- {escape(check.run.model)}: :gray[{citation(check.run.source, t)}]" for check in checks)
        st.markdown("\n".join((table(head, rows, "lrrr"), "", *sources)))
