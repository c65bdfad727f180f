"""What each side of the debate says, with its sources."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.emergence.charts import threshold_dots
from llm_viz.facts.emergence import thresholds
from llm_viz.facts.findings import findings
from llm_viz.kit.page.citations import citation, finding_list
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page

SIDES = ("jump", "mirage", "open")


def show_debate(page: Page) -> None:
    """The section: three columns of findings, then the thresholds that started the debate."""
    t = page.t
    with page.section("debate"):
        for side, column in zip(SIDES, st.columns(len(SIDES), gap="large"), strict=True):
            with column:
                said = finding_list((one for one in findings("emergence") if one.key.startswith(side)), t)
                st.markdown(f"**{t(f'side-{side}')}**\n\n{said}")
    with page.section("thresholds"):
        least, *_, most = (f"{one.flop:.1e}" for one in thresholds())
        alt = t("thresholds-alt", least=least, most=most)
        show_figure(partial(threshold_dots, thresholds(), t), "emergence-thresholds", alt)
        st.caption(citation(thresholds()[0].source, t))
