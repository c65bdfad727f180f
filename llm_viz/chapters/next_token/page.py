"""Chapter 3: what the model predicts after the visitor's text."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.next_token.compute.distribution import LISTED, Guess, make_guess
from llm_viz.chapters.next_token.compute.presets import PRESETS
from llm_viz.chapters.next_token.compute.words import ends_word
from llm_viz.chapters.next_token.frame import show_formula
from llm_viz.chapters.next_token.sections import distribution, lens, whatif, why
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.page.frame import chapter
from llm_viz.kit.visit import BY_KEY


def render() -> None:
    """Show the page: a guess at the most probable token, where one is possible, covers its sections."""
    with chapter("next_token", presets=PRESETS) as page:
        following = page.visit.lm.next_distribution(page.visit.text, LISTED)
        question = "guess-question"
        guess = _guess(page.visit.lm, page.visit.text, following) if page.is_asked(question) else None
        options, answer = (guess.options, guess.answer) if guess else ((), "")
        if page.cover(question, options, answer, per_text=True, judge="model"):
            distribution.show(page, following)
            why.show(page)
            lens.show(page)
            whatif.show(page, following)
            show_formula(page, following)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _guess(lm: Model, text: str, _following: Distribution) -> Guess | None:
    """The guess for this text, after which comes `_following`."""
    return make_guess(_following, text, lambda word: ends_word(lm, text, (word.id,), word.text))
