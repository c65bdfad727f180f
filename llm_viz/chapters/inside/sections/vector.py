"""A token becomes a vector: its row of the embedding matrix, and whose row is like it."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.neighbourhood import (
    SUMS,
    SumFound,
    WordSum,
    drift,
    likely_nearest,
    skies,
    spelling,
    word_sum,
)
from llm_viz.chapters.inside.compute.presets import PRESETS
from llm_viz.chapters.inside.compute.telling import telling_tokens
from llm_viz.chapters.inside.frame import show_act
from llm_viz.chapters.inside.parts.vector import SumPayload, asked_sum, sky_payload, vector_view
from llm_viz.chapters.inside.parts.words import last_words
from llm_viz.kit.page.frame import Page

QUESTION = "guess-vector"
_SUM = "inside-sum"
"""Where the session state keeps the sum that was asked for last."""


def show(page: Page) -> None:
    """The act."""
    show_act(page, QUESTION, _show)


def _show(page: Page) -> None:
    """As a fragment, each rerun computes one sum."""
    with page.section("vector", is_picture=True):
        visit, lm = page.visit, page.visit.lm
        offered = SUMS[visit.language]
        tokens = lm.tokenize(visit.text).tokens
        words = last_words(tokens)
        ids = list(dict.fromkeys(word["id"] for word in words))
        summed = _payload(word_sum(lm, st.session_state.get(_SUM, offered[0])), page.t)
        found = dict(zip(ids, skies(lm, ids), strict=True))
        telling = telling_tokens(visit.text, tokens[-len(words) :], visit.language)
        word = len(words) - 1 - (tokens[-1].position - telling[-1].position if telling else 0)
        options = [visible(text) for text in likely_nearest(found[words[word]["id"]])]
        question = page.ask_on_picture(QUESTION, options)
        vector_view(
            f"{visit.model} {visit.text}", question, words, word, found, drift(lm, visit.text, tokens), summed,
            offered, lm.facts, page.t, on_sum=_ask,
        )  # fmt: skip
        page.presets(PRESETS)


def _ask() -> None:
    words = asked_sum()
    if words is None:
        return
    known = {offered.words: offered for sums in SUMS.values() for offered in sums}
    st.session_state[_SUM] = known.get(words, WordSum(*words))


def _payload(found: SumFound, t: Strings) -> SumPayload:
    return {
        "words": list(found.asked.words),
        "sky": None if found.sky is None else sky_payload(found.sky),
        "says": _says(found, t),
    }


def _says(found: SumFound, t: Strings) -> str:
    if found.sky is None:
        return t("vector-sum-cut", words=", ".join(f"“{word}”" for word in found.cut), count=len(found.cut))
    if not found.sky.stars:
        return t("vector-sum-nothing")
    nearest = max(found.sky.stars, key=lambda star: star.cosine)
    first = t("vector-sum-nearest", word=nearest.text.strip(), cosine=nearest.cosine)
    expected = found.asked.expected
    if not expected or spelling(expected) == spelling(nearest.text):
        return first
    if found.rank is None:
        return f"{first} {t('vector-sum-missed', word=expected, searched=found.searched)}"
    return f"{first} {t('vector-sum-rank', word=expected, rank=found.rank)}"
