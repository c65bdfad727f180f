"""Published stereotypes by size of the model: whether they go away in larger ones."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent_sign
from llm_viz.chapters.limits.bias.compute.sizes import size_notes
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.facts.bias import NO_PREFERENCE, Category, StereotypeShare, crows_pairs
from llm_viz.kit.compute.statistics import CERTAINTY
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    with page.section("sizes"):
        for category in ("all", "gender"):
            _show_category(page, category)
        st.caption(f"{page.t('sizes-source')} {citation(crows_pairs('all')[0].source, page.t)}")


def _show_category(page: DrawbackPage, category: Category) -> None:
    t, shares = page.t, crows_pairs(category)
    st.markdown(f"**{t(f'category-{category}')}**")
    rows = [_row(share, t) for share in shares]
    figure = partial(rows_with_errors, rows, span=(40.0, 75.0), title=t("sizes-axis"), base=NO_PREFERENCE)
    show_figure(figure, f"limits_bias-sizes-{category}", t("sizes-alt"))
    page.notes(size_notes(shares))


def _row(share: StereotypeShare, t: Strings) -> RowWithError:
    margin = CERTAINTY * share.standard_error
    text = f"{share.percent:.1f}{percent_sign(t.language)}"
    hover = t("sizes-hover", model=share.model, percent=text, error=f"{share.standard_error:.1f}")
    return RowWithError(share.model, share.percent, text, share.percent - margin, share.percent + margin, hover=hover)
