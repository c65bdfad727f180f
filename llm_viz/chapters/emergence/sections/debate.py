"""What each side of the debate says, with its sources."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.emergence.charts import threshold_dots
from llm_viz.facts.emergence import thresholds
from llm_viz.facts.findings import findings
from llm_viz.kit.markdown import escape_values
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page

SIDES = ("jump", "mirage", "open")


def show_debate(page: Page) -> None:
    """The section: three columns of findings, then the thresholds that started the debate."""
    t = page.t
    with page.section("debate"):
        for side, column in zip(SIDES, st.columns(len(SIDES), gap="large"), strict=True):
            with column:
                st.markdown(f"**{t(f'side-{side}')}**\n\n{_findings(side, t)}")
    with page.section("thresholds"):
        least, *_, most = (f"{one.flop:.1e}" for one in thresholds())
        alt = t("thresholds-alt", least=least, most=most)
        show_figure(partial(threshold_dots, thresholds(), t), "emergence-thresholds", alt)
        st.caption(citation(thresholds()[0].source, t))


def _findings(side: str, t: Strings) -> str:
    """The findings of a side as a list, each with its source."""
    return "\n".join(
        f"- {t(f'finding-{one.key}', **escape_values(one.values))}  \n  :gray[{citation(one.source, t)}]"
        for one in findings("emergence")
        if one.key.startswith(side)
    )
