"""The question that covers the drawback of culture, and what its sections share."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.limits.culture.compute.prices import (
    GUESSED,
    GUESSES,
    SENTENCES,
    LanguagePrice,
    guess_answer,
    prices,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.engine.model import Model
from llm_viz.kit.markdown import escape
from llm_viz.kit.visit import BY_KEY


def uncovered(page: DrawbackPage) -> bool:
    """Ask what one language costs; whether what follows may be seen."""
    by_language = cached_prices(page.visit.lm)
    st.markdown(page.t("translated", sentence=escape(SENTENCES[GUESSED][0])))
    options = [_range(page, guess) for guess in GUESSES]
    return page.cover("guess-question", options, _range(page, guess_answer(by_language)), judge="figures")


def _range(page: DrawbackPage, guess: tuple[float, float | None]) -> str:
    """A range of multiples, in words."""
    low, high = guess
    if high is None:
        return page.t("guess-from", low=low)
    return page.t("guess-between", low=low, high=high) if low else page.t("guess-up-to", high=high)


@st.cache_data(max_entries=50, hash_funcs=BY_KEY, show_spinner=False)
def cached_prices(lm: Model) -> tuple[LanguagePrice, ...]:
    """What each language costs with one tokenizer, shared by all visitors."""
    return prices(lm)


def language_names(page: DrawbackPage) -> dict[str, str]:
    """The languages of the sentences, by their codes, as people read them."""
    return {language: page.t(f"language-{language}") for language in SENTENCES}
