"""The question that covers the drawback of hallucination, and what its sections share."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.hallucination.compute.answers import (
    GUESSES,
    SAMPLES,
    AnsweredQuestion,
    ask,
    guess_answer,
)
from llm_viz.chapters.limits.hallucination.compute.questions import Question, first_invented
from llm_viz.chapters.limits.shared.frame.seed import current_seed
from llm_viz.engine.model import Model
from llm_viz.kit.markdown import escape
from llm_viz.kit.visit import BY_KEY

SEED = "hallucination_seed"
"""The seed's name in the address."""


def uncovered(page: DrawbackPage) -> bool:
    """Ask how many authors the model names for a title that does not exist; whether what follows may be seen."""
    visit = page.visit
    invented = first_invented(visit.language)
    with st.spinner(page.t("drawing")):
        seed = current_seed(page, SEED)
        answered = cached_answers(visit.lm, invented, seed)
    st.markdown(page.t("asked", title=escape(invented.subject), count=SAMPLES))
    answer = guess_answer(answered.answers)
    return page.cover("guess-question", GUESSES, answer, judge="figures", about=f"{seed} {invented.subject}")


@st.cache_data(max_entries=500, hash_funcs=BY_KEY, show_spinner=False)
def cached_answers(lm: Model, question: Question, seed: int) -> AnsweredQuestion:
    """The answers to one question, shared by all visitors."""
    return ask(lm, question, seed)


def question_name(question: Question, t: Strings) -> str:
    """The question as a person would put it."""
    return t(f"question-{question.form}", subject=visible_words(question.subject))
