"""What comes next after the visitor's text, compared with what comes next after another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.next_token.compute.cards import changed_part, compared_deck, deck_of, moved_notes
from llm_viz.chapters.next_token.compute.counterpart import counterpart, other_words, with_a_word_exchanged
from llm_viz.chapters.next_token.compute.distribution import LISTED
from llm_viz.chapters.next_token.parts.cards import (
    CardsPayload,
    OtherWordsPayload,
    cards_payload,
    show_cards,
)
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.request_limits import MAX_CHARACTERS, check_text
from llm_viz.kit.charts.predictions import mirrored_bars
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.prediction_shift import DistributionComparison, compare, comparison_notes
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.settings import text_setting
from llm_viz.kit.visit import BY_KEY

_OTHER = "next_token-other"
_COMPARED_WITH = "next_token-other-for"  # the sentence that the other text was last chosen for
_COMPARED = "next_token-compared-texts"  # the two texts of the last picture
_SUGGEST = "next_token-other-suggest"
_CARDS = "next_token-swap"
_WORD = "next_token-tapped"  # the place of the word that was tapped last
_SHORT_PART = 24  # characters
_SHORT_TEXT = 80  # characters


@st.fragment
def show(page: Page, following: Distribution) -> None:
    """The section; another text to compare with draws only this part of the page again.

    `following` is what comes after the visitor's text.
    """
    t, visit = page.t, page.visit
    with page.section("whatif", is_picture=True):
        picture = st.container()
        other = _other_text(page)
        if other in ("", visit.text):
            st.button(t("other-suggest"), key=_SUGGEST, icon=":material/swap_horiz:")
            before = st.session_state.get(_COMPARED)
            if before is None or before[0] != visit.text:
                st.info(t("same-text" if other else "other-empty"), icon=":material/edit:")
                with picture:
                    _show_cards(page, cards_payload(deck_of(following), visit.text, following.vocabulary_size, t))
                return
            other = before[1]
            st.caption(t("other-kept", text=escape(_shortened(other))))
        after_other = visit.lm.next_distribution(check_text(other), LISTED)
        st.session_state[_COMPARED] = visit.text, other
        comparison = _compared(visit.lm, (visit.text, other), _both=(following, after_other))
        notes = comparison_notes(following, after_other, comparison)
        deck = compared_deck(following, after_other, comparison)
        payload = cards_payload(deck, other, following.vocabulary_size, t)
        moved = moved_notes(following, after_other, comparison)
        payload["before_name"] = _before(page, other)
        payload["says"] = page.said(moved)
        with picture:
            _show_cards(page, payload)
        with st.expander(t("compared-exactly"), icon=":material/unfold_more:", key="show_compared"):
            _show_comparison(page, comparison, notes)
            page.notes(notes)


def _before(page: Page, other: str) -> str:
    """What the strip above the cards is called: the words that stood in the place of the changed ones."""
    part = changed_part(page.visit.text, other).strip()
    return page.t("cards-before", text=visible(part)) if 0 < len(part) <= _SHORT_PART else page.t("cards-before-text")


def _show_cards(page: Page, payload: CardsPayload) -> None:
    """The cards after the text, any word of which can be exchanged in place."""
    payload["exchanges"], payload["other_words"] = True, _words_for(page, payload["text"])
    show_cards(_CARDS, payload, on_exchange_change=_exchange, on_word_change=_ask_for_words)


def _exchange() -> None:
    sent = st.session_state[_CARDS].exchange
    if isinstance(sent, dict) and isinstance(sent.get("text"), str):
        st.session_state[_OTHER] = sent["text"][:MAX_CHARACTERS]
        st.session_state.pop(_WORD, None)


def _ask_for_words() -> None:
    sent = st.session_state[_CARDS].word
    if isinstance(sent, dict) and isinstance(sent.get("start"), int) and isinstance(sent.get("end"), int):
        st.session_state[_WORD] = sent["start"], sent["end"]


def _words_for(page: Page, text: str) -> OtherWordsPayload | None:
    """Other words in the place of the one that was tapped last; JavaScript counts characters as UTF-16 does."""
    place: tuple[int, int] | None = st.session_state.get(_WORD)
    if place is None:
        return None
    units = text.encode("utf-16-le")
    start, end = (len(units[: 2 * index].decode("utf-16-le", "ignore")) for index in place)
    return {"start": place[0], "end": place[1], "words": _others(page.visit.lm, text, start, end)}


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _others(lm: Model, text: str, start: int, end: int) -> list[str]:
    return other_words(lm, text, start, end)


def _other_text(page: Page) -> str:
    """The text to compare with: the address gives the first; each new sentence brings its own, where one is known."""
    t, text, state = page.t, page.visit.text, st.session_state
    if state.setdefault(_COMPARED_WITH, text) != text:
        state[_COMPARED_WITH] = text
        state[_OTHER] = counterpart(text)
    if state.get(_SUGGEST):  # the button below was pressed
        with guarded(page.visit.language):
            state[_OTHER] = _suggestion(page.visit.lm, text)
    other = text_setting(
        "other",
        t("other-label"),
        key=_OTHER,
        longest=MAX_CHARACTERS,
        default=counterpart(text),
        help=t("other-hint"),
    )
    if state.get(_SUGGEST) and not other:
        st.caption(t("other-none"))
    return other


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _suggestion(lm: Model, text: str) -> str:
    return with_a_word_exchanged(lm, text)


def _shortened(text: str) -> str:
    """The end of a long text, right before what is predicted; control characters are made visible."""
    end = text if len(text) <= _SHORT_TEXT else "…" + text[-_SHORT_TEXT:]
    return visible_words(end)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _compared(lm: Model, texts: tuple[str, str], _both: tuple[Distribution, Distribution]) -> DistributionComparison:
    """The comparison of what comes after two texts; `_both` follows from the other two arguments."""
    first, second = _both
    everything = tuple(range(first.vocabulary_size))
    return compare(first, second, *(lm.sampling_probabilities(text, everything, Sampling()) for text in texts))


def _show_comparison(page: Page, comparison: DistributionComparison, notes: Sequence[Note]) -> None:
    t = page.t
    show_figure(
        partial(mirrored_bars, comparison.shifts, t), "next_token-compared", page.described(t("compared-alt"), notes)
    )
    left, right = st.columns(2)
    left.metric(t("distance"), t("distance-value", bits=f"{comparison.divergence_bits:.3f}"), help=t("distance-help"))
    right.metric(t("variation"), percent(comparison.variation, t.language), help=t("variation-help"))
