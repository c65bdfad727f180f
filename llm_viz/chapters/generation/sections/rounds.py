"""Round by round: the loop that writes, and the texts that other choices would have led to."""

from __future__ import annotations

from operator import attrgetter

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.generation.compute.presets import PRESETS
from llm_viz.chapters.generation.compute.rounds import (
    MOST_TOLD,
    ROUNDS,
    Branch,
    Round,
    branch_ending,
    read_branches,
    told_branches,
    write_branch,
    write_branches,
    write_rounds,
    write_with_rivals,
    written_ending,
)
from llm_viz.chapters.generation.parts.rounds import asked_branch, key, show_rounds
from llm_viz.engine.model import Model
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.on_demand import Kept
from llm_viz.kit.visit import BY_KEY, Visit, notice_bad_parameter

_OPENED = "generation-grown-opened"
_BRANCHES: Kept[tuple[Branch, ...]] = Kept("generation-branches")


def show(page: Page) -> None:
    """Draw the picture: three endings of which one was written, then the rounds and the branches asked for."""
    visit = page.visit
    with guarded(visit.language):
        visit.lm.check_causal()
        is_asked = page.is_asked("guess-ending")
        rounds, others = _with_rivals(visit.lm, visit.text) if is_asked else (_rounds(visit.lm, visit.text), ())
        if not rounds:
            st.info(page.t("step-ending-context_full"), icon=":material/info:")
            return
        endings = sorted((written_ending(rounds), *map(branch_ending, others)), key=attrgetter("text"))
        options = [one.text for one in endings]
        question = page.ask_on_picture("guess-ending", options if len(options) > 1 and "" not in options else ())
        branches, problem = ((), "") if question.is_open else _branches(visit, rounds)
        remember_in_address("generation-grown-address", grown=told_branches(branches[-MOST_TOLD:]))
        tokens = visit.lm.tokenize(visit.text).tokens
        known = {(branch.at, branch.token): branch for branch in (*others, *branches)}
        keep = question.keep(key())
        position = visit.param_int("position", -1, -1, 4 * ROUNDS)
        show_rounds(page.t, tokens, rounds, endings, list(known.values()), problem, position, question.payload, keep)
    page.presets(PRESETS)


def _branches(visit: Visit, rounds: tuple[Round, ...]) -> tuple[tuple[Branch, ...], str]:
    """The branches that the visitor has asked for; why there is no more of them, if so, in words."""
    subject, asked = (visit.model, visit.text), asked_branch()
    known = _BRANCHES.get_or_compute(subject, lambda: _linked(visit, rounds)) or ()
    if asked is None or not 0 <= asked[0] < len(rounds):
        return known, ""
    try:
        known = (*known, write_branch(visit.lm, visit.text, rounds, *asked))
    except KeyError:  # none of the others: no button of the picture says so
        return known, ""
    except LlmVizError as error:
        return known, error.sentence(visit.language)
    _BRANCHES.put(subject, known)
    return known, ""


def _linked(visit: Visit, rounds: tuple[Round, ...]) -> tuple[Branch, ...] | None:
    """The branches of a shared link, written once a visit; what could not have been asked for here is named quietly."""
    given = None if _OPENED in st.session_state else st.query_params.get("grown")
    st.session_state[_OPENED] = True
    if given is None:
        return None
    try:
        return write_branches(visit.lm, visit.text, rounds, read_branches(given, len(rounds)))
    except (KeyError, ValueError):
        notice_bad_parameter(visit.language, "grown", given, visit.facts.name)
        return None


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _rounds(lm: Model, text: str) -> tuple[Round, ...]:
    """The same for everybody in a class."""
    return write_rounds(lm, text)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _with_rivals(lm: Model, text: str) -> tuple[tuple[Round, ...], tuple[Branch, ...]]:
    return write_with_rivals(lm, text)
