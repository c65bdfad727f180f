"""The question that covers the drawback of culture, and what its sections share."""

from __future__ import annotations

import math

import streamlit as st

from llm_viz.chapters.limits.culture.compute.prices import (
    GUESSED,
    REFERENCE,
    SENTENCES,
    SHOWN_AT_FIRST,
    LanguagePrice,
    prices,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import Drag, GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.engine.model import Model
from llm_viz.kit.visit import BY_KEY

_EVERY = 20  # tokens between two marks of the scale


def uncovered(page: DrawbackPage) -> bool:
    """Ask how many tokens one sentence takes in Korean; whether what follows may be seen."""
    t, by_language = page.t, {price.language: price for price in cached_prices(page.visit.lm)}
    most = _EVERY * math.ceil(max(price.first for price in by_language.values()) / _EVERY)
    question = page.ask_on_picture("guess-question", own=t("rows-mark"), bounds=(1, most))
    asked, english = by_language[GUESSED], by_language[REFERENCE]
    names = language_names(page)
    shown = [*SHOWN_AT_FIRST, *(language for language in SENTENCES if language not in SHOWN_AT_FIRST)]
    rows = [
        GuessRow(
            names[language],
            by_language[language].first,
            str(by_language[language].first),
            asked=language == GUESSED,
            late=language not in SHOWN_AT_FIRST,
        )
        for language in shown
    ]
    scale = GuessScale(0, most, tuple(Tick(count, str(count)) for count in range(0, most + 1, _EVERY)), each=1)
    drag = Drag(tuple(range(1, most + 1)), english.first, t("tokens", count="{value}"))
    hero = Hero(t("tokens", count=asked.first), t("hero", times=f"{asked.first / english.first:.1f}"))
    sizes = [len(SENTENCES[language][0].encode()) for language in (GUESSED, REFERENCE)]
    says = t(
        "says",
        tokens=f"{asked.first / english.first:.1f}",
        size=f"{sizes[0] / sizes[1]:.1f}",
        model=page.visit.facts.name,
    )
    translated = t("translated", sentence=SENTENCES[GUESSED][0])
    guess_rows("limits_culture-picture", rows, scale, question, hero, translated if question.is_open else says, t, drag)
    return not question.is_open


@st.cache_data(max_entries=50, hash_funcs=BY_KEY, show_spinner=False)
def cached_prices(lm: Model) -> tuple[LanguagePrice, ...]:
    """What each language costs with one tokenizer, shared by all visitors."""
    return prices(lm)


def language_names(page: DrawbackPage) -> dict[str, str]:
    """The languages of the sentences, by their codes, as people read them."""
    return {language: page.t(f"language-{language}") for language in SENTENCES}
