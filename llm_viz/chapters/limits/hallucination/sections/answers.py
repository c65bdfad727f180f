"""Whether the model gives the same answer twice: to known facts, and to questions that have no answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.hallucination.compute.answers import SAMPLES, AnsweredQuestion, answer_notes
from llm_viz.chapters.limits.hallucination.compute.questions import LONGEST_TITLE, questions
from llm_viz.chapters.limits.hallucination.frame import SEED, TITLE, TITLE_KEY, cached_answers, question_name
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.chapters.limits.shared.frame.answer_list import listed_answers
from llm_viz.chapters.limits.shared.frame.seed import choose_seed
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.on_demand import with_progress
from llm_viz.kit.page.settings import text_setting

_LISTED = 4  # answers of each question that are written out


def show(page: DrawbackPage) -> list[AnsweredQuestion]:
    """Draw the section. What was answered to each question, the known fact first; nothing if that failed."""
    t, visit = page.t, page.visit
    answered: list[AnsweredQuestion] = []
    with folded(page, "answers", (SEED, TITLE)) as opened:
        if not opened:
            return answered
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = _own_title(page)
            seed = choose_seed(page, SEED)
        answered = [
            cached_answers(visit.lm, question, seed)
            for question in with_progress(questions(visit.language, title), t("drawing"))
        ]
        rows = [_row(answer, t) for answer in answered]
        figure = partial(rows_with_errors, rows, span=(0.0, 1.0), title=t("agreement"), ticks=".0%")
        notes = answer_notes(answered)
        show_figure(figure, "limits_hallucination-answers", page.described(t("answers-alt"), notes))
        st.caption(t("setting", model=escape(visit.facts.name), count=SAMPLES, first=seed, last=seed + SAMPLES - 1))
        page.prose("control")
        page.notes(notes)
        st.markdown(_list(answered, t))
    return answered


def _own_title(page: DrawbackPage) -> str:
    label, help = page.t("own-title"), page.t("own-title-help")
    return text_setting(TITLE, label, key=TITLE_KEY, longest=LONGEST_TITLE, help=help)


def _row(answered: AnsweredQuestion, t: Strings) -> RowWithError:
    """How many answers agree, with ✓ or ✗ for the commonest one where there is a right answer."""
    answers, question = answered.answers, answered.question
    sign = "" if not question.truth else " ✓" if answered.favourite_is_right else " ✗"
    low, high = answered.interval
    agreeing = f"{answers.counts[0][1]}/{answers.total}"
    return RowWithError(
        question_name(question, t),
        answers.agreement,
        f"{agreeing}{sign}",
        low,
        high,
        style="plain" if question.truth else "marked",
        hover=f"{visible_words(answers.favourite)}: {agreeing}",
    )


def _list(answered: Sequence[AnsweredQuestion], t: Strings) -> str:
    """What was answered to each question, as Markdown."""
    lines = []
    for answer in answered:
        best = answer.following.candidates[0]
        bits = t("entropy-value", bits=f"{answer.following.entropy_bits:.1f}")
        facts = (
            t("truth", truth=escape(answer.question.truth)) if answer.question.truth else t("no-truth"),
            t("first-token", token=escape(visible(best.text)), share=percent(best.probability, t.language), bits=bits),
        )
        answers = listed_answers(answer.answers, _LISTED, t)
        lines.append(f"- **{escape(question_name(answer.question, t))}** {answers}  \n  :gray[{' · '.join(facts)}]")
    return "\n".join(lines)
