"""The languages of the text that a large model, GPT-3, was trained on: of a thousand words, how many are Japanese?"""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.learning.compute.data import GUESSES, SHOWN, data_notes, shown_shares
from llm_viz.chapters.learning.parts.thousand import thousand_words
from llm_viz.chapters.learning.sections import observed
from llm_viz.facts.languages import gpt3_languages
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.frame import Page

_ASKED = "ja"
_ABOUT = "words"


def show(page: Page) -> None:
    """The section; what the numbers say follows the guess."""
    with page.section("data", is_picture=True):
        shares = gpt3_languages()
        shown = shown_shares(shares)
        question = page.ask_on_picture("guess-thousand", [str(words) for words in GUESSES], about=_ABOUT)
        chosen = page.visit.param_choice("words", _ASKED, SHOWN)
        thousand_words(shown, len(shares) - len(shown), chosen, question, page.t)
        st.caption(f"{page.t('languages-caution')} {citation(shares[0].source, page.t)}")
        if not question.is_open:
            observed.show(page, data_notes(shares))
