"""The question that covers the occupations, and the measurements that it and they rest on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.bias.compute.occupations import (
    Leaning,
    PronounTokens,
    guess_answer,
    log_odds,
    pronoun_tokens,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.engine.model import Model
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.on_demand import with_progress
from llm_viz.kit.page.question import Question
from llm_viz.kit.page.settings import option_setting
from llm_viz.kit.visit import BY_KEY


@dataclass(frozen=True, slots=True)
class MeasuredLeanings:
    """The pronouns in the language that the visitor chose, and how far the words of the page lean towards them."""

    pronouns: PronounTokens
    leanings: list[Leaning]


def uncovered(page: DrawbackPage) -> MeasuredLeanings | None:
    """Ask which occupation leans most towards "she", on a picture above the choice of the sentences' language.

    None as long as the measurements may not be seen, and where the model has no token for the pronouns, which is said.
    """
    visit, stage = page.visit, st.container()
    pronouns = pronoun_tokens(visit.lm, _choose_language(page))
    if pronouns is None:
        stage.info(page.t("no-pronouns", model=escape(visit.facts.name)), icon=":material/translate:")
        return None
    material = pronouns.material
    with stage:
        question = page.ask_on_picture("guess-question", material.guesses, about=pronouns.language)
        leanings = measure(page, pronouns, (*material.controls, *material.occupations))
        _show_picture(page, pronouns, leanings, question)
    return None if question.is_open else MeasuredLeanings(pronouns, leanings)


def _show_picture(page: DrawbackPage, pronouns: PronounTokens, leanings: Sequence[Leaning], question: Question) -> None:
    t, material = page.t, pronouns.material
    he, she = (pronoun.strip() for pronoun in material.pronouns)
    by_noun = {leaning.noun: leaning for leaning in leanings}
    answer = by_noun[guess_answer(leanings, material.guesses)]
    rows = [
        GuessRow(
            noun,
            by_noun[noun].mean,
            _written(by_noun[noun].mean, he, she, t),
            t("anybody") if noun in material.controls else "",
            style="marked" if noun == answer.noun else "plain",
            asked=noun in material.guesses,
            points=by_noun[noun].shifts,
        )
        for noun in (material.controls[0], *material.guesses)
    ]
    reach = math.ceil(max(abs(point) for row in rows for point in row.points)) or 1
    marks = (
        Tick(-reach, f"\N{LEFTWARDS ARROW} {she}"),
        Tick(0, t("baseline", noun=material.neutral)),
        Tick(reach, f"{he} \N{RIGHTWARDS ARROW}"),
    )
    says = t(
        "says",
        noun=answer.noun,
        pronoun=she,
        he=he,
        times=f"{2**-answer.mean:.1f}",
        sentence=material.templates[0].replace("{}", answer.noun),
    )
    asked = t("says-open", sentence=material.templates[0].replace("{}", material.neutral), he=he, she=she)
    scale = GuessScale(-reach, reach, marks)
    hero = Hero(answer.noun, t("hero", pronoun=she))
    guess_rows("limits_bias-picture", rows, scale, question, hero, asked if question.is_open else says, t)


def _written(bits: float, he: str, she: str, t: Strings) -> str:
    """How many times the odds of the pronoun that is favoured are those after the baseline."""
    return t("times", pronoun=he if bits > 0 else she, times=f"{2 ** abs(bits):.1f}")


def _choose_language(page: DrawbackPage) -> Language:
    """The language of the sentences, at first that of the page."""
    language = page.visit.language
    label = page.t("sentences")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(label, width="content")
        return option_setting(
            page.visit, "bias_language", LANGUAGES, label, lambda option: page.t(f"sentences-{option}"),
            key=f"limits_bias-language-{language}", default=language, label_visibility="collapsed",
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
