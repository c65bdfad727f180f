"""The river: what may come next, and where it comes from, on the visitor's sentence and model."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.home.compute.river import MAX_PATH, River, branches_of, cut, river
from llm_viz.chapters.home.parts.kept import kept_lines
from llm_viz.chapters.home.parts.river import (
    CutPayload,
    Source,
    Wish,
    cut_payload,
    line_payload,
    show_river,
    wish,
)
from llm_viz.kit.browser.sentence import keep_sentence
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.on_demand import Kept
from llm_viz.kit.visit import Visit

_WISH, _ANSWERED = "river-wish", "river-answered"
_RIVER: Kept[River] = Kept("river-shown")
_PATH: Kept[tuple[int, ...]] = Kept("river-path")


@st.fragment
def show(page: Page) -> None:
    """Draw the river, and answer what it asks for; each rerun of this fragment answers one question."""
    visit = page.visit
    asked: Wish | None = st.session_state.get(_WISH)
    if asked is not None and asked.text != visit.text:  # another sentence: all of the page is about it from now on
        keep_sentence(asked.text)
        _PATH.put((visit.model, asked.text), asked.path)
        st.rerun()
    with guarded(visit.language):
        _show(page, asked)


def _show(page: Page, asked: Wish | None) -> None:
    visit, problem = page.visit, ""
    facts = visit.facts
    source = Source(visit.model, facts.name, facts.layers, facts.vocabulary_size)
    severed: CutPayload | None = None
    subject = visit.model, visit.text
    if asked is not None and asked.kind == "take" and len(asked.path) <= MAX_PATH:
        _PATH.put(subject, asked.path)
    try:
        found = _river(visit)
        if asked is not None and asked.kind == "cut":
            result = cut(visit.lm, visit.text, asked.path, asked.target, asked.layer, asked.source)
            severed = cut_payload(result)
    except LlmVizError as error:
        earlier = _RIVER.get(subject)
        if earlier is None:
            raise
        found, problem = earlier, error.sentence(visit.language)
    # Answered, or refused. Where Streamlit ended the run before this point, the next one takes the question up again.
    if st.session_state.pop(_WISH, None) is not None and asked is not None:
        st.session_state[_ANSWERED] = asked.number
    answered = st.session_state.get(_ANSWERED, 0)
    show_river(line_payload(found, source), kept_lines(visit.language), severed, answered, problem, page.t, _remember)


def _river(visit: Visit) -> River:
    """The river of the visitor's sentence, along the way that was chosen."""
    subject = visit.model, visit.text
    path = _PATH.get(subject) or ()
    before = _RIVER.get(subject)
    if before is not None and before.path == path:
        return before
    found = river(visit.lm, visit.text, path, None if before is None else branches_of(before))
    _RIVER.put(subject, found)
    return found


def _remember() -> None:
    st.session_state[_WISH] = wish()
