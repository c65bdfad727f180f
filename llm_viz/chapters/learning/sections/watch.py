"""A page that rewrites itself while a model learns, with the moment of the first words to be guessed."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.languages import Language
from llm_viz.chapters.learning.compute.pages import ENOUGH, WrittenPage, first_words, lowest_loss, written_pages
from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.chapters.learning.parts.page import learning_page
from llm_viz.kit.page.frame import Page
from llm_viz.training.experiments import PAGES


def show(page: Page) -> None:
    """The section: a training that was made beforehand, with the settings that the next act begins with."""
    t, language = page.t, page.visit.language
    with page.section("watch", is_picture=True):
        pages = _pages(language)
        last = pages[-1].report.step
        question = page.ask_on_picture("guess-words", own=t("page-mark"), bounds=(0, last), about=language)
        setup = recorded_settings(language).setup()
        intro = t(
            "page-intro",
            parameters=setup.recipe.shape.parameters(len(setup.vocabulary)),
            characters=len(setup.train),
            enough=ENOUGH,
        )
        at = page.visit.param_int("at", -1, -1, len(pages) - 1)
        learning_page(pages, first_words(pages), lowest_loss(pages), intro, at, question, t)
        recorded = PAGES.recorded(language)
        st.caption(t("watch-beforehand", seed=recorded.seed, seconds=f"{recorded.seconds:.0f}"))


@st.cache_data(show_spinner=False)
def _pages(language: Language) -> tuple[WrittenPage, ...]:
    """The pages of the shipped training in this language, marked once for all visitors."""
    return written_pages(PAGES.recorded(language).reports, recorded_settings(language).corpus.train, language)
