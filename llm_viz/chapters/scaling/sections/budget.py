"""What a budget is best spent on, and what real models spent theirs on."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from llm_viz.base.numbers import large
from llm_viz.chapters.scaling.compute.budget import ADVICE, Spent, budget_notes, spent_models
from llm_viz.chapters.scaling.parts.budget import budget_split
from llm_viz.facts.laws import FITS, allocations, published_fits
from llm_viz.facts.models import EPOCH_AI
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import show_citations, show_findings
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture whose budget the visitor moves, the models as a table, and what has been found since."""
    t = page.t
    with page.section("budget", is_picture=True):
        fits = {str(name): published_fits()[name].surface for name in FITS}
        spent = spent_models(fits[FITS[0]])
        budget_split(fits, spent, page.visit, t)
        page.explain("about-budget")
        fold_notes(page, "budget", budget_notes(spent))
        with st.expander(t("models-table"), icon=":material/table:", key="scaling-models"):
            st.markdown(_models_table(page, spent))
            st.caption(t("models-source", credit=escape(EPOCH_AI)))
        with st.expander(t("findings"), icon=":material/menu_book:", key="scaling-findings"):
            show_findings("scaling", t)
            show_citations((allocation.source for allocation in allocations() if allocation.name in ADVICE), t)


def _models_table(page: Page, spent: Iterable[Spent]) -> str:
    """Every model with its own and the best tokens for each parameter, as Markdown."""
    t = page.t
    head = [t(f"column-{key}") for key in ("model", "parameters", "tokens", "ratio", "best", "confidence")]
    rows = [
        (
            escape(model.model.name),
            large(round(model.parameters), t.language),
            large(round(model.tokens), t.language),
            f"{model.ratio:,.1f}",
            f"{model.best_ratio:,.1f}",
            t(f"confidence-{model.model.source.confidence}"),
        )
        for model in spent
    ]
    return table(head, rows, "lrrrrl")
