"""The question that covers the drawback of hallucination, and what its sections share."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.hallucination.compute.answers import (
    SAMPLES,
    AnsweredQuestion,
    ask,
)
from llm_viz.chapters.limits.hallucination.compute.questions import Question, first_invented, questions
from llm_viz.chapters.limits.hallucination.parts.piles import PilePayload, pile, piles
from llm_viz.chapters.limits.shared.frame.seed import current_seed
from llm_viz.engine.model import Model
from llm_viz.kit.visit import BY_KEY

SEED = "hallucination_seed"
"""The seed's name in the address."""


def uncovered(page: DrawbackPage) -> bool:
    """The piles of answers to a known fact and about a title that does not exist; whether what follows may be seen.

    How many authors the model names for the title is to be guessed first, and it is not asked before.
    """
    visit, t = page.visit, page.t
    fact, invented = questions(visit.language)[0], first_invented(visit.language)
    seed = current_seed(page, SEED)
    about = f"{seed} {invented.subject}"
    question = page.ask_on_picture("guess-question", own=t("piles-mark"), bounds=(1, SAMPLES), about=about)
    with st.spinner(t("drawing")):
        known = cached_answers(visit.lm, fact, seed)
        other = None if question.is_open else cached_answers(visit.lm, invented, seed)
    unanswered: PilePayload = {"asked": question_name(invented, t), "known": t("invented"), "rows": []}
    shown = [
        pile(known, question_name(fact, t), t),
        unanswered if other is None else pile(other, question_name(invented, t), t),
    ]
    piles(shown, _says(known, other, question.guess, t), question, t)
    return not question.is_open


def _says(known: AnsweredQuestion, other: AnsweredQuestion | None, guess: str | None, t: Strings) -> str:
    """What the piles show, in a sentence."""
    answer, times = known.answers.counts[0]
    first = t("says-known", answer=visible_words(answer) or t("no-answer"), times=times, count=SAMPLES)
    if other is None:
        return f"{first} {t('says-asked')}"
    named = t("says-invented", distinct=other.answers.distinct, count=SAMPLES)
    guessed = [] if guess is None else [t("says-guess", guess=guess)]
    return " ".join((named, first, *guessed))


@st.cache_data(max_entries=500, hash_funcs=BY_KEY, show_spinner=False)
def cached_answers(lm: Model, question: Question, seed: int) -> AnsweredQuestion:
    """The answers to one question, shared by all visitors."""
    return ask(lm, question, seed)


def question_name(question: Question, t: Strings) -> str:
    """The question as a person would put it."""
    return t(f"question-{question.form}", subject=visible_words(question.subject))
