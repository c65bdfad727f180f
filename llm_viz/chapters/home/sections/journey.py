"""The path from the text to the next token as an animation, with what each layer would say: shown on demand."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.home.compute import rounds as home
from llm_viz.chapters.home.parts.journey import journey, wanted_rounds
from llm_viz.kit.page.frame import Page


@st.fragment
def show(page: Page) -> None:
    """The section; each rerun of this fragment computes one more round."""
    visit = page.visit
    with page.section("journey"):
        if not st.toggle(page.t("journey-show"), key="home-journey"):
            return
        rounds = home.rounds(visit.lm, visit.text, wanted_rounds(visit))
        journey(visit, page.t, rounds)
        page.notes(home.notes(rounds[0]))
