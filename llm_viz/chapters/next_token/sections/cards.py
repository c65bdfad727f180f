"""What comes next as cards: face down until somebody has guessed, then beside the article's made-up figures."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.next_token.compute.cards import (
    Deck,
    article_deck,
    article_note,
    deck_of,
    found,
    open_note,
    verdict,
)
from llm_viz.chapters.next_token.parts.cards import GhostPayload, cards_payload, show_cards
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.compute import article
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.question import Question
from llm_viz.kit.visit import BY_KEY

_KEY = "next_token-cards"


def show(page: Page, following: Distribution, question: Question) -> None:
    """The section; `following` is what comes after the visitor's text, `question` the guess at the first of it."""
    t, visit = page.t, page.visit
    with page.section("cards", is_picture=True):
        deck, ghost = deck_of(following), None
        note = open_note(following) if question.is_open else verdict(following, question.guess)
        if not question.is_open and visit.text == article.TEXT:
            beside = _article(visit.lm, visit.text, following)
            if beside is not None:
                deck, note = beside, article_note(beside, following)
        if question.guess is not None:
            ghost = _ghost(question.guess, following)
        payload = cards_payload(deck, visit.text, following.vocabulary_size, t, is_covered=question.is_open)
        payload["question"], payload["ghost"] = question.payload, ghost
        payload["says"] = page.said([note])
        if deck.before is not None:
            payload["before_name"], payload["now_name"] = t("cards-article-strip"), visit.facts.name
            payload["words"]["was"] = with_marks(t, "cards-in-article", "p")
        show_cards(_KEY, payload, on_guess_change=question.keep(_KEY))


def _ghost(guess: str, following: Distribution) -> GhostPayload:
    place = found(following, guess)
    return {"label": visible(guess), "id": -1 if place is None else following.candidates[place].id}


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _article(lm: Model, text: str, _following: Distribution) -> Deck | None:
    """The article's words beside what comes after the text, `_following`."""
    return article_deck(lm, text, _following)
