"""How sure the model is of its first word, after a known fact and after an invented title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.hallucination.compute.answers import AnsweredQuestion
from llm_viz.chapters.limits.hallucination.compute.questions import Question, first_invented
from llm_viz.chapters.limits.hallucination.compute.words import first_word_notes, first_words
from llm_viz.chapters.limits.hallucination.frame import question_name
from llm_viz.engine.model import Model
from llm_viz.kit.charts.predictions import mirrored_bars
from llm_viz.kit.compute.prediction_shift import Shift
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.visit import BY_KEY


def show(page: DrawbackPage, answered: Sequence[AnsweredQuestion]) -> None:
    """Draw the section: the first of the questions beside the visitor's own, or else beside an invented one."""
    t, visit = page.t, page.visit
    with folded(page, "words") as opened:
        if not opened:
            return
        known, other = answered[0], answered[-1]
        if other.question.truth:  # the visitor has made up no title
            invented = first_invented(visit.language)
            other = next(answer for answer in answered if answer.question == invented)
        shifts = _cached_first_words(visit.lm, known.question, other.question)
        for letter, answer, column in zip("AB", (known, other), st.columns(2), strict=True):
            column.markdown(f"**{letter}** · {escape(question_name(answer.question, t))}")
            bits = t("entropy-value", bits=f"{answer.following.entropy_bits:.2f}")
            column.metric(t("entropy"), bits, help=t("entropy-help"))
        notes = first_word_notes(known, other)
        show_figure(
            partial(mirrored_bars, shifts, t), "limits_hallucination-words", page.described(t("words-alt"), notes)
        )
        page.notes(notes)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _cached_first_words(lm: Model, known: Question, other: Question) -> tuple[Shift, ...]:
    """The first tokens after two questions, shared by all visitors."""
    return first_words(lm, known, other)
