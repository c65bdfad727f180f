"""What the same sentences cost in each language: tokens and bytes, as a multiple of English."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.culture.compute.prices import GUESSED, SENTENCES, LanguagePrice, price_notes
from llm_viz.chapters.limits.culture.frame import cached_prices, language_names
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.row_style import BarStyle
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.engine.model import Model
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section: the visit's model, and another one that can be asked, if there is one."""
    t, visit = page.t, page.visit
    with folded(page, "prices") as opened:
        if not opened:
            return
        others = [status.key for status in visit.lm.usable(causal=True) if status.key != visit.model]
        for model in (visit.model, *others[:1]):
            _show_model(page, visit.lm.other(model))
        st.caption(t("prices-setting", count=len(SENTENCES[GUESSED])))
        page.prose("prices-control")


def _show_model(page: DrawbackPage, lm: Model) -> None:
    prices, name = cached_prices(lm), lm.facts.name
    st.markdown(f"**{escape(name)}**")
    longest = max(max(price.tokens + price.size) for price in prices)
    rows = [_row(price, page) for price in prices]
    figure = partial(rows_with_errors, rows, span=(0.0, longest * 1.05), title=page.t("prices-axis"), base=0.0)
    notes = price_notes(prices, name, language_names(page))
    show_figure(figure, f"limits_culture-prices-{lm.key}", page.described(page.t("prices-alt", model=name), notes))
    page.notes(notes)


def _row(price: LanguagePrice, page: DrawbackPage) -> RowWithError:
    name = page.t(f"language-{price.language}")
    text = f"×{price.mean:.1f}"
    hover = page.t("prices-hover", language=name, times=text, size=f"×{price.mean_size:.1f}")
    style: BarStyle = "marked" if price.language == "ja" else "plain"
    return RowWithError(name, price.mean, text, points=(price.mean_size,), style=style, hover=hover)
