"""The river: what may come next, and where it comes from, on the visitor's sentence and model."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.chapters.home.compute.river import MAX_PATH, Cut, River, branches_of, cut, river
from llm_viz.chapters.home.parts.kept import kept_lines
from llm_viz.chapters.home.parts.river import (
    CutPayload,
    LinePayload,
    RiverPayload,
    Source,
    Wish,
    cut_payload,
    key_of,
    line_payload,
    river_words,
    show_river,
    wish,
)
from llm_viz.kit.browser.sentence import keep_sentence
from llm_viz.kit.page.frame import Page, explained, guarded
from llm_viz.kit.page.on_demand import Kept
from llm_viz.kit.shell.opening import run_again
from llm_viz.kit.visit import Visit

_WISH, _ANSWERED, _WORDS_ONLY = "river-wish", "river-answered", "river-words-only"
_TOLD = "river-told"
_RIVER: Kept[River] = Kept("river-shown")
_PATH: Kept[tuple[int, ...]] = Kept("river-path")
_FAILURE: Kept[str] = Kept("river-failure")
"""Why the model has no answer, in the visitor's words."""


def shows_kept(visit: Visit) -> bool:
    """Whether kept rivers are shown first: the model is still being loaded, or what it will say first is known."""
    if _RIVER.get(_subject(visit)) is not None:
        return False
    known = {line["key"] for line in kept_lines(visit.language)}
    asked = key_of(visit.model, visit.text, _PATH.get(_subject(visit)) or (), words_only=_words_only(visit))
    return not visit.engine.is_loaded(visit.model) or asked in known


def wake(page: Page, waiting: DeltaGenerator) -> None:
    """Where kept rivers were shown, wait for the model's own, then show that, or why there is none.

    `waiting`: where it says how long this may take. A model that fails is asked again each time the page is drawn
    because the visitor did something.
    """
    visit = page.visit
    if st.session_state.pop(_TOLD, False) or _RIVER.get(_subject(visit)) is not None:
        return
    with waiting, guarded(visit.language):
        try:
            _river(visit)
        except Exception as error:
            failure = explained(error, visit.language)
            if failure == _FAILURE.get(_subject(visit)):
                return  # it is said already
            _FAILURE.put(_subject(visit), failure)
            st.session_state[_TOLD] = True
        run_again()


@st.fragment
def show(page: Page) -> None:
    """Draw the river, and answer what it asks for; each rerun of this fragment answers one question."""
    visit = page.visit
    asked: Wish | None = st.session_state.get(_WISH)
    if asked is not None and asked.text != visit.text:  # another sentence: all of the page is about it from now on
        keep_sentence(asked.text)
        _PATH.put((visit.model, asked.text, _words_only(visit)), asked.path)
        st.rerun()
    with guarded(visit.language):
        if asked is None and shows_kept(visit):
            _draw(page, None)
        else:
            _answer(page, asked)


def _answer(page: Page, asked: Wish | None) -> None:
    visit, problem = page.visit, ""
    found: River | None
    severed: CutPayload | None = None
    if asked is not None and asked.kind in ("words", "all"):
        st.session_state[_WORDS_ONLY] = asked.kind == "words"
    subject = _subject(visit)
    if asked is not None and asked.kind == "take" and len(asked.path) <= MAX_PATH:
        _PATH.put(subject, asked.path)
    try:
        found = _river(visit)
        if asked is not None and asked.kind == "cut":
            severed = cut_payload(_cut(visit, asked))
    except Exception as error:
        found, problem = _RIVER.get(subject), explained(error, visit.language)
        if found is None:
            _FAILURE.put(subject, problem)
    # Answered, or refused. Where Streamlit ended the run before this point, the next one takes the question up again.
    if st.session_state.pop(_WISH, None) is not None and asked is not None:
        st.session_state[_ANSWERED] = asked.number
    if found is None:
        _draw(page, None)
        return
    facts = visit.facts
    source = Source(visit.model, facts.name, facts.layers, facts.vocabulary_size)
    _draw(page, line_payload(found, source), severed, problem)


def _draw(page: Page, live: LinePayload | None, severed: CutPayload | None = None, problem: str = "") -> None:
    """The part; without a live river it shows kept ones, and says why if the model has failed."""
    visit = page.visit
    reason = None if live else _FAILURE.get(_subject(visit))
    payload: RiverPayload = {
        "text": visit.text,
        "live": live,
        "kept": kept_lines(visit.language),
        "cut": severed,
        "answered": st.session_state.get(_ANSWERED, 0),
        "problem": problem,
        "failure": "" if reason is None else page.t("river-failed", reason=reason),
        "words_only": _words_only(visit),
        "words": river_words(page.t),
    }
    show_river(payload, _remember)


def _subject(visit: Visit) -> tuple[str, str, bool]:
    return visit.model, visit.text, _words_only(visit)


def _words_only(visit: Visit) -> bool:
    """Whether punctuation, line breaks and white space are left out; at first as the address has it."""
    if _WORDS_ONLY not in st.session_state:
        st.session_state[_WORDS_ONLY] = visit.param_choice("words", "0", ("0", "1")) == "1"
    return bool(st.session_state[_WORDS_ONLY])


def _river(visit: Visit) -> River:
    """The river of the visitor's sentence, along the way that was chosen."""
    subject = _subject(visit)
    path = _PATH.get(subject) or ()
    before = _RIVER.get(subject)
    if before is not None and before.path == path:
        return before
    known = None if before is None else branches_of(before)
    found = river(visit.lm, visit.text, path, known, words_only=_words_only(visit))
    _PATH.put(subject, found.path)
    _RIVER.put(subject, found)
    return found


def _cut(visit: Visit, asked: Wish) -> Cut:
    link = asked.layer, asked.source
    return cut(visit.lm, visit.text, asked.path, asked.target, link, asked.head, words_only=_words_only(visit))


def _remember() -> None:
    st.session_state[_WISH] = wish()
