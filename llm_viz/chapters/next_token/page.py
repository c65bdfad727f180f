"""Chapter 3: what the model predicts after the visitor's text."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.next_token.compute.distribution import LISTED, Guess, make_guess
from llm_viz.chapters.next_token.compute.presets import PRESETS
from llm_viz.chapters.next_token.frame import show_formula
from llm_viz.chapters.next_token.sections import cards, distribution, lens, whatif, why
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.compute.words import ends_word
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter
from llm_viz.kit.visit import BY_KEY


def render() -> None:
    """Show the page in its acts: the cards, another word in the text, the layers."""
    with chapter("next_token", presets=PRESETS) as page:
        acts = [
            Act("cards", partial(_cards, page)),
            Act("swap", partial(_swap, page)),
            Act("layers", partial(lens.show, page)),
        ]
        play(page, acts)


def _cards(page: Page) -> None:
    """The cards lie face down until somebody has guessed, where the most probable token is a word."""
    key, following = "guess-question", _following(page)
    guess = _guess(page.visit.lm, page.visit.text, following) if page.has_covered(key) else None
    question = (
        page.ask_on_picture(key) if guess is None else page.ask_on_picture(key, guess.options, own=page.t("cards-own"))
    )
    cards.show(page, following, question)
    if not question.is_open:
        distribution.show(page, following)
        why.show(page)
        show_formula(page, following)


def _swap(page: Page) -> None:
    whatif.show(page, _following(page))


def _following(page: Page) -> Distribution:
    """What comes after the visitor's text."""
    return page.visit.lm.next_distribution(page.visit.text, LISTED)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _guess(lm: Model, text: str, _following: Distribution) -> Guess | None:
    """The guess for this text, after which comes `_following`."""
    return make_guess(_following, text, lambda word: ends_word(lm, text, (word.id,), word.text))
