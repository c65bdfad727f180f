"""What stands below the sections of chapter 3: the softmax, worked with the numbers on screen."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.numbers import percent, percent_sign, with_power_of_ten
from llm_viz.base.visible import visible
from llm_viz.chapters.next_token.compute.softmax import exponential, histogram_error, normaliser_error
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.frame import Page

_WORKED_TOKENS = 3


@st.fragment
def show_formula(page: Page, following: Distribution) -> None:
    """The softmax of `following`, where other chapters have a formula without numbers; filled as theirs are, when it is
    opened.
    """
    drawer = st.expander(page.t("formula"), icon=":material/function:", key="next_token-formula", on_change="rerun")
    with drawer:
        if drawer.open:
            page.prose("softmax")
            st.markdown(_worked_softmax(page, following))
            page.prose("measures")


def _worked_softmax(page: Page, following: Distribution) -> str:
    """From logit to probability for the best tokens, as Markdown."""
    t = page.t
    rows = [
        (
            escape(visible(candidate.text)),
            f"{candidate.logit:.3f}",
            f"${_latex_power(candidate.logit)}$",
            f"**{candidate.probability:.4f}** = {percent(candidate.probability, t.language)}",
        )
        for candidate in following.candidates[:_WORKED_TOKENS]
    ]
    worked = table((t("formula-token"), t("formula-logit"), "*eᶻ*", "*p = eᶻ / Z*"), rows, "lrrr")
    total = f"$Z = {_latex_power(following.log_normaliser)}$"
    check = t(
        "formula-check",
        listed=len(following.candidates),
        error=f"{100 * abs(normaliser_error(following)):.4f}{percent_sign(t.language)}",
        allowed=f"{100 * histogram_error(following):.4f}{percent_sign(t.language)}",
    )
    return "\n\n".join((worked, t("formula-sum", vocabulary=following.vocabulary_size, total=total), check))


def _latex_power(natural_log: float) -> str:
    """e^x for reading, in LaTeX."""
    return with_power_of_ten(*exponential(natural_log), "latex")
