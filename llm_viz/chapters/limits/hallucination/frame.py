"""The question that covers the drawback of hallucination, and what its sections share."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.hallucination.compute.answers import (
    SAMPLES,
    AnsweredQuestion,
    ask,
)
from llm_viz.chapters.limits.hallucination.compute.questions import (
    LONGEST_TITLE,
    OWN,
    Question,
    first_invented,
    questions,
)
from llm_viz.chapters.limits.hallucination.parts.piles import KEY, Choice, PilePayload, pile, piles
from llm_viz.chapters.limits.shared.frame.seed import current_seed
from llm_viz.engine.model import Model
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.visit import BY_KEY, Visit

SEED, TITLE = "hallucination_seed", "hallucination_title"
"""Names in the address: the seed, and a title of the visitor's."""
TITLE_KEY = "limits_hallucination-title"
"""Where the session state keeps the visitor's title."""
_ASKED = "hallucination_asked"  # in the address: the question whose answers lie on the second pile
_ASKED_KEY = "limits_hallucination-asked"


def uncovered(page: DrawbackPage) -> bool:
    """The piles of answers to a known fact and about a title that does not exist; whether what follows may be seen.

    How many authors the model names for the title is to be guessed first, and it is not asked before. Later, the second
    pile may be of another question, or of a title of the visitor's.
    """
    visit, t = page.visit, page.t
    fact, invented = questions(visit.language)[0], first_invented(visit.language)
    seed = current_seed(page, SEED)
    about = f"{seed} {invented.subject}"
    question = page.ask_on_picture("guess-question", own=t("piles-mark"), bounds=(1, SAMPLES), about=about)
    offered = questions(visit.language, current_title())[1:]
    asked = invented if question.is_open else _chosen(visit, offered)
    guess = question.guess if asked == invented else None
    with st.container(key=f"picture-{KEY}"):  # keeps a place, so that what follows does not jump
        with st.spinner(t("drawing")):
            known = cached_answers(visit.lm, fact, seed)
            other = None if question.is_open else cached_answers(visit.lm, asked, seed)
        unanswered: PilePayload = {"asked": question_name(invented, t), "known": t("known-invented"), "rows": []}
        shown = [
            pile(known, question_name(fact, t), t),
            unanswered if other is None else pile(other, question_name(asked, t), t),
        ]
        choice = None if question.is_open else Choice(asked.key, {one.key: _label(one, t) for one in offered})
        piles(shown, _says(known, other, guess, t), question, guess, choice, _keep_choice, t)
    return not question.is_open


def current_title() -> str:
    """The visitor's own title, as it was typed or as it at first stood in the address."""
    if TITLE_KEY not in st.session_state:
        st.session_state[TITLE_KEY] = st.query_params.get(TITLE, "")[:LONGEST_TITLE]
    return str(st.session_state[TITLE_KEY])


def _chosen(visit: Visit, offered: Sequence[Question]) -> Question:
    """The question whose answers lie on the second pile, as the visitor or at first the address chose it."""
    by_key = {question.key: question for question in offered}
    first = first_invented(visit.language)
    if _ASKED_KEY not in st.session_state:
        st.session_state[_ASKED_KEY] = visit.param_choice(_ASKED, first.key, tuple(by_key))
    asked = by_key.get(st.session_state[_ASKED_KEY], first)
    address = {_ASKED: None if asked == first else asked.key, TITLE: current_title() or None}
    remember_in_address(f"{_ASKED_KEY}-address", **address)
    return asked


def _keep_choice() -> None:
    """What was pressed on the picture, or typed there: a question, or a title of the visitor's."""
    sent = st.session_state[KEY]
    if isinstance(sent.asked, str):
        st.session_state[_ASKED_KEY] = sent.asked
    if isinstance(sent.title, str) and sent.title.strip():
        st.session_state[TITLE_KEY] = sent.title[:LONGEST_TITLE]
        st.session_state[_ASKED_KEY] = OWN


def _label(question: Question, t: Strings) -> str:
    """What a question is about, in a word or a title."""
    subject = visible_words(question.subject)
    return t("title-named", title=subject) if question.form == "author" else subject


def _says(known: AnsweredQuestion, other: AnsweredQuestion | None, guess: str | None, t: Strings) -> str:
    """What the piles show, in a sentence."""
    answer, times = known.answers.counts[0]
    first = t("says-known", answer=visible_words(answer) or t("no-answer"), times=times, count=SAMPLES)
    if other is None:
        return f"{first} {t('says-asked')}"
    counted = {"distinct": other.answers.distinct, "count": SAMPLES}
    if other.question.truth:
        named = t("says-real", right=other.right, truth=other.question.truth, **counted)
    else:
        named = t("says-own" if other.question.key == OWN else "says-invented", **counted)
    guessed = [] if guess is None else [t("says-guess", guess=guess)]
    return " ".join((named, first, *guessed))


@st.cache_data(max_entries=500, hash_funcs=BY_KEY, show_spinner=False)
def cached_answers(lm: Model, question: Question, seed: int) -> AnsweredQuestion:
    """The answers to one question, shared by all visitors."""
    return ask(lm, question, seed)


def question_name(question: Question, t: Strings) -> str:
    """The question as a person would put it."""
    return t(f"question-{question.form}", subject=visible_words(question.subject))
