"""How much better for how much more: the three laws of Kaplan et al. 2020 (arXiv:2001.08361)."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.languages import Language
from llm_viz.chapters.scaling.compute.kaplan import TENFOLD, TIMES, kaplan_notes, loss_left
from llm_viz.chapters.scaling.compute.numbers import latex_number, rounded
from llm_viz.facts.laws import QUANTITIES, joint_law, single_laws
from llm_viz.kit.browser.curves import curves
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.frame import Page, guarded


def show(page: Page) -> None:
    """Three laws in one picture, in a fold."""
    t = page.t
    with st.expander(t("section-kaplan"), icon=":material/show_chart:", key="scaling-kaplan-fold"), guarded(t.language):
        left = {str(quantity): 100 * loss_left(quantity) for quantity in QUANTITIES}
        curves("kaplan", (TIMES, "large"), left, TENFOLD, page.visit, t, digits=1, log=True, from_zero=True)
        page.prose("about-kaplan")
        page.notes(kaplan_notes())
        st.caption(t("kaplan-caution", **_measured(t.language)))
        st.markdown(f"**{t('constants')}**")
        page.prose("constants")
        st.markdown(_constants_table(page))
        show_citations((*(single_laws()[quantity].source for quantity in QUANTITIES), joint_law().source), t)


def _measured(language: Language) -> dict[str, str | int]:
    """On what, and how far, the laws were measured."""
    size, data = single_laws()["parameters"], single_laws()["data"]
    assert size.fitted is not None
    assert data.fitted is not None
    ends = dict(zip(("smallest", "largest", "least", "most"), (*size.fitted, *data.fitted), strict=True))
    measured: dict[str, str | int] = {name: rounded(end, language) for name, end in ends.items()}
    return measured | {"test_set": escape(size.test_set), "context": size.context, "vocabulary": size.vocabulary}


def _constants_table(page: Page) -> str:
    """The constants of all laws with their units, as Markdown."""
    t, joint = page.t, joint_law()
    letters = zip("NDC", QUANTITIES, strict=True)
    laws = [(f"$L({letter})$", letter, quantity, single_laws()[quantity]) for letter, quantity in letters]
    constants = [
        (name, f"{letter}_c", law.scale, t(f"unit-{quantity}"), letter, law.exponent)
        for name, letter, quantity, law in laws
    ]
    constants += [
        ("$L(N, D)$", "N_c", joint.parameter_scale, t("unit-parameters"), "N", joint.parameter_exponent),
        ("$L(N, D)$", "D_c", joint.data_scale, t("unit-data"), "D", joint.data_exponent),
    ]
    rows = [
        (name, f"${symbol} = {latex_number(scale)}$ {unit}", f"$\\alpha_{letter} = {exponent:.3f}$")
        for name, symbol, scale, unit, letter, exponent in constants
    ]
    return table((t("column-law"), t("column-scale"), t("column-exponent")), rows, "lll")
