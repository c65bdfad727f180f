"""Chapter 6: how "Apple" gets its meaning from its context, and which tokens look at which."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.presets import PRESETS
from llm_viz.chapters.attention.frame.word_pair import choose_word_pair
from llm_viz.chapters.attention.sections import (
    apple,
    cloth,
    directions,
    free,
    head,
    heads,
    look,
    meaning,
    proof,
    qk,
    ranking,
    readings,
    sorted_heads,
    why,
)
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """The acts in reading order; only the one that is looked at is computed."""
    with chapter("attention") as page:
        play(
            page,
            (
                Act("apple", lambda: _apple(page), reads_sentence=False),
                Act("cloth", lambda: _cloth(page), reads_sentence=False),
                Act("head", lambda: _head(page)),
                Act("all", lambda: _all(page)),
            ),
        )


def _apple(page: Page) -> None:
    """Two sentences run into one word."""
    picture, hints, folds = st.container(), st.container(), st.container()
    pair = choose_word_pair(page, st.container(), hints)
    with picture:
        result = apple.show(page, pair)
    with folds:
        readings.show(page, pair)
        if result is not None:
            meaning.show(page, pair, result)


def _cloth(page: Page) -> None:
    """A cloth over the context, and whatever else may be cut."""
    picture, hints = st.container(), st.container()
    pair = choose_word_pair(page, st.container(), hints)
    with picture:
        result = apple.measured(page, pair)
        if result is not None:
            cloth.show(page, pair)
            proof.show(page, pair, result)
            ranking.show(page, pair, result)
            heads.show(page, pair, result)


def _head(page: Page) -> None:
    """One head at a time in the visitor's text, and what attention brought of a score."""
    head.show(page)
    why.show(page)
    page.presets(PRESETS)


def _all(page: Page) -> None:
    """All heads at once, sorted by the word that they look at; then the instruments, computed when they are opened."""
    sorted_heads.show(page)
    page.presets(PRESETS)
    look.show(page)
    qk.show(page)
    directions.show(page)
    free.show(page)
