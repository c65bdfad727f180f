"""What published training runs may have cost, in money."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.limits.cost.compute import guessed, money_estimates, money_notes
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.row_style import BarStyle
from llm_viz.chapters.limits.shared.charts.rows import Row, dot_rows
from llm_viz.facts.cost import CostEstimate
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "money") as opened:
        if not opened:
            return
        estimates = money_estimates()
        rows = [_row(estimate, t) for estimate in estimates]
        notes = money_notes(estimates)
        show_figure(partial(dot_rows, rows), "limits_cost-money", page.described(t("money-alt"), notes))
        st.caption(t.prose("money-legend"))
        page.notes(notes)
        show_citations((estimate.source for estimate in estimates), t)


def _row(estimate: CostEstimate, t: Strings) -> Row:
    owned = large(round(estimate.amortised_usd), t.language)
    values = {"model": estimate.model, "owned": owned}
    if estimate.cloud_usd is None:
        hover = t("money-hover", **values)
    else:
        hover = t("money-hover-rented", **values, rented=large(round(estimate.cloud_usd), t.language))
    style: BarStyle = "hollow" if guessed(estimate) else "plain"
    return Row(estimate.model, estimate.amortised_usd, t("money", amount=owned), style, hover)
