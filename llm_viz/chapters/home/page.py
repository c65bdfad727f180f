"""Home: what happens between my text and the next word?"""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.home import compute as home
from llm_viz.chapters.home.parts.journey import journey, wanted_rounds
from llm_viz.kit.page.frame import Page, chapter


@st.fragment
def whole_path(page: Page) -> None:
    """The animation; its reruns compute one more round each."""
    visit = page.visit
    with page.section("journey"):
        rounds = home.rounds(visit.lm, visit.text, wanted_rounds(visit))
        journey(visit, page.t, rounds)
        page.notes(home.notes(rounds[0]))


def render() -> None:
    """Draw the page."""
    with chapter("home") as page:
        whole_path(page)
        page.prose("about")
