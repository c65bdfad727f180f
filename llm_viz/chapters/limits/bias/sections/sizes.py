"""Published stereotypes by size of the model: whether they go away in larger ones."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent_sign
from llm_viz.chapters.limits.bias.compute.sizes import size_notes
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.facts.bias import CATEGORIES, NO_PREFERENCE, Category, StereotypeShare, crows_pairs
from llm_viz.kit.compute.statistics import CERTAINTY
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.settings import option_setting


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    with folded(page, "sizes", ("bias_category",)) as opened:
        if not opened:
            return
        _show_category(page, _choose_category(page))
        st.caption(f"{page.t('sizes-source')} {citation(crows_pairs('all')[0].source, page.t)}")


def _choose_category(page: DrawbackPage) -> Category:
    """Whom the stereotypes are about."""
    label, key = page.t("category"), "limits_bias-category"
    return option_setting(
        page.visit, "bias_category", CATEGORIES, label, lambda category: page.t(f"category-{category}"), key=key
    )


def _show_category(page: DrawbackPage, category: Category) -> None:
    t, shares = page.t, crows_pairs(category)
    rows = [_row(share, t) for share in shares]
    figure = partial(rows_with_errors, rows, span=(0.0, 100.0), title=t("sizes-axis"), base=NO_PREFERENCE)
    notes = size_notes(shares)
    show_figure(figure, "limits_bias-sizes", page.described(t("sizes-alt"), notes))
    page.notes(notes)


def _row(share: StereotypeShare, t: Strings) -> RowWithError:
    margin = CERTAINTY * share.standard_error
    text = f"{share.percent:.1f}{percent_sign(t.language)}"
    hover = t("sizes-hover", model=share.model, percent=text, error=f"{share.standard_error:.1f}")
    return RowWithError(share.model, share.percent, text, share.percent - margin, share.percent + margin, hover=hover)
