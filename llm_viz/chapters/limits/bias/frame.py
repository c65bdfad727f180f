"""The question that covers the occupations, and the measurements that it and they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from llm_viz.base.i18n import LANGUAGES, Language
from llm_viz.chapters.limits.bias.compute.occupations import (
    Leaning,
    PronounTokens,
    guess_answer,
    log_odds,
    pronoun_tokens,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.engine.model import Model
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.on_demand import with_progress
from llm_viz.kit.page.settings import option_setting
from llm_viz.kit.visit import BY_KEY


@dataclass(frozen=True, slots=True)
class MeasuredLeanings:
    """The pronouns in the language that the visitor chose, and how far the words of the page lean towards them."""

    pronouns: PronounTokens
    leanings: list[Leaning]


def uncovered(page: DrawbackPage) -> MeasuredLeanings | None:
    """Ask which occupation leans most towards "she".

    None as long as the measurements may not be seen, and where the model has no token for the pronouns, which is said.
    """
    visit = page.visit
    pronouns = pronoun_tokens(visit.lm, _choose_language(page))
    if pronouns is None:
        st.info(page.t("no-pronouns", model=escape(visit.facts.name)), icon=":material/translate:")
        return None
    material = pronouns.material
    leanings = measure(page, pronouns, (*material.controls, *material.occupations))
    answer = guess_answer(leanings, material.guesses)
    seen = page.cover("guess-question", material.guesses, answer, judge="figures", about=pronouns.language)
    return MeasuredLeanings(pronouns, leanings) if seen else None


def _choose_language(page: DrawbackPage) -> Language:
    """The language of the sentences, at first that of the page."""
    language = page.visit.language
    return option_setting(
        page.visit, "bias_language", LANGUAGES, page.t("sentences"), lambda option: page.t(f"sentences-{option}"),
        key=f"limits_bias-language-{language}", default=language,
    )  # fmt: skip


def measure(page: DrawbackPage, pronouns: PronounTokens, nouns: Sequence[str]) -> list[Leaning]:
    """Each word in all sentences, with the baseline, under a progress bar; what others have measured comes at once.

    Controls come first, then those that lean most towards "she".
    """
    lm, material = page.visit.lm, pronouns.material
    baseline = _cached_odds(lm, material.neutral, pronouns)
    leanings = []
    for noun in with_progress(nouns, page.t("measuring")):
        odds = _cached_odds(lm, noun, pronouns)
        leanings.append(Leaning(noun, odds, baseline, control=noun in material.controls))
    return sorted(leanings, key=lambda leaning: (not leaning.control, leaning.mean))


@st.cache_data(max_entries=1000, hash_funcs=BY_KEY, show_spinner=False)
def _cached_odds(lm: Model, noun: str, pronouns: PronounTokens) -> tuple[float, ...]:
    """The log-odds after one word, shared by all visitors."""
    return log_odds(lm, noun, pronouns)
