"""The drawback of hallucination: answers to questions that have none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.chapters.limits.hallucination.compute import (
    GUESSES,
    LONGEST_TITLE,
    SAMPLES,
    Asked,
    Question,
    answer_notes,
    ask,
    first_invented,
    first_word_notes,
    first_words,
    guess_answer,
    questions,
)
from llm_viz.chapters.limits.shared.answer_list import listed_answers
from llm_viz.chapters.limits.shared.seed import choose_seed, current_seed
from llm_viz.chapters.limits.shared.spread_charts import Spread, spread_rows
from llm_viz.engine.model import Model
from llm_viz.kit.charts.predictions import mirrored_bars
from llm_viz.kit.compute.prediction_shift import Shift
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.on_demand import with_progress
from llm_viz.kit.page.settings import text_setting
from llm_viz.kit.visit import BY_KEY, Visit

_SEED = "hallucination_seed"
_LISTED = 4  # answers of each question that are written out


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("hallucination", visit) as page:
        invented = first_invented(visit.language)
        with st.spinner(page.t("drawing")):
            first = _ask(visit.lm, invented, current_seed(page, _SEED))
        st.markdown(page.t("asked", title=escape(invented.subject), count=SAMPLES))
        if not page.cover("guess-question", GUESSES, guess_answer(first.answers)):
            return
        asked = _show_answers(page)
        _show_first_words(page, asked)


@st.cache_data(max_entries=500, hash_funcs=BY_KEY, show_spinner=False)
def _ask(lm: Model, question: Question, seed: int) -> Asked:
    """The answers to one question, shared by all visitors."""
    return ask(lm, question, seed)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _first_words(lm: Model, known: Question, other: Question) -> tuple[Shift, ...]:
    """The first tokens after two questions, shared by all visitors."""
    return first_words(lm, known, other)


def _show_answers(page: DrawbackPage) -> list[Asked]:
    t, visit = page.t, page.visit
    with page.section("answers"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = _own_title(page)
            seed = choose_seed(page, _SEED)
        asked = _ask_all(page, questions(visit.language, title), seed)
        rows = [_row(one, t) for one in asked]
        figure = partial(spread_rows, rows, span=(0.0, 1.0), title=t("agreement"), ticks=".0%")
        show_figure(figure, "limits_hallucination-answers", t("answers-alt"))
        st.caption(t("setting", model=escape(visit.facts.name), count=SAMPLES, first=seed, last=seed + SAMPLES - 1))
        page.prose("control")
        page.notes(answer_notes(asked))
        st.markdown(_written(asked, t))
    return asked


def _own_title(page: DrawbackPage) -> str:
    label, help, key = page.t("own-title"), page.t("own-title-help"), "limits_hallucination-title"
    return text_setting("hallucination_title", label, key=key, longest=LONGEST_TITLE, help=help)


def _ask_all(page: DrawbackPage, asked: Sequence[Question], seed: int) -> list[Asked]:
    """All questions, one after the other: what is there already comes at once."""
    return [_ask(page.visit.lm, question, seed) for question in with_progress(asked, page.t("drawing"))]


def _name(question: Question, t: Strings) -> str:
    return t(f"question-{question.form}", subject=visible_words(question.subject))


def _kind(one: Asked) -> str:
    return "known" if one.favourite_is_right else "invented" if not one.question.truth else "wrong"


def _row(one: Asked, t: Strings) -> Spread:
    sign = {"known": " ✓", "invented": "", "wrong": " ✗"}[_kind(one)]
    low, high = one.interval
    answers = one.answers
    return Spread(
        _name(one.question, t),
        answers.agreement,
        f"{answers.counts[0][1]}/{answers.total}{sign}",
        low,
        high,
        style="marked" if not one.question.truth else "plain",
        hover=f"{visible_words(answers.favourite)}: {answers.counts[0][1]}/{answers.total}",
    )


def _written(asked: Sequence[Asked], t: Strings) -> str:
    """What was answered, as Markdown."""
    lines = []
    for one in asked:
        best = one.following.candidates[0]
        bits = t("entropy-value", bits=f"{one.following.entropy_bits:.1f}")
        facts = (
            t("truth", truth=escape(one.question.truth)) if one.question.truth else t("no-truth"),
            t("first-token", token=escape(visible(best.text)), share=percent(best.probability), bits=bits),
        )
        answers = listed_answers(one.answers, _LISTED, t)
        lines.append(f"- **{escape(_name(one.question, t))}** {answers}  \n  :gray[{' · '.join(facts)}]")
    return "\n".join(lines)


def _show_first_words(page: DrawbackPage, asked: Sequence[Asked]) -> None:
    t, visit = page.t, page.visit
    with page.section("words"):
        known, other = asked[0], asked[-1]
        if other.question.truth:  # the visitor has made up no title
            other = next(one for one in asked if one.question == first_invented(visit.language))
        shifts = _first_words(visit.lm, known.question, other.question)
        columns = st.columns(2)
        for letter, one, column in zip("AB", (known, other), columns, strict=True):
            column.markdown(f"**{letter}** · {escape(_name(one.question, t))}")
            bits = t("entropy-value", bits=f"{one.following.entropy_bits:.2f}")
            column.metric(t("entropy"), bits, help=t("entropy-help"))
        show_figure(partial(mirrored_bars, shifts, t), "limits_hallucination-words", t("words-alt"))
        page.notes(first_word_notes(known, other))
