"""The probabilities of what comes next, and how uncertain the model is."""

from __future__ import annotations

import math
from functools import partial

import streamlit as st

from llm_viz.base.numbers import as_percent, percent
from llm_viz.chapters.next_token.compute.distribution import (
    article_rows,
    distribution_notes,
    equal_choices,
)
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.charts.predictions import distribution_bars
from llm_viz.kit.compute import article
from llm_viz.kit.compute.predictions import SHOWN, without_signs
from llm_viz.kit.markdown import table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import switch_setting


@st.fragment
def show(page: Page, following: Distribution) -> None:
    """The section; `following` is what comes after the visitor's text. A fragment: unfolding it runs nothing else."""
    t = page.t
    with folded(page, "distribution", ("words",)) as is_open:
        if not is_open:
            return
        picture, reading = st.columns([3, 2], gap="large")
        with picture:
            words_only = _words_only(page, following)
            alt = t("bars-alt", shown=min(SHOWN, len(following.candidates)))
            bars = partial(distribution_bars, following, t, words_only=words_only)
            notes = distribution_notes(following)
            show_figure(bars, "next_token-bars", page.described(alt, notes))
            st.caption(t.prose("legend"))
        with reading:
            _show_entropy(page, following)
            page.notes(notes)
            if page.visit.text == article.TEXT:
                _show_article(page, following)


def _words_only(page: Page, following: Distribution) -> bool:
    """A switch that leaves signs out of the bars, and says what they hold; whether it is on."""
    t, (_, count, probability) = page.t, without_signs(following)
    is_on = switch_setting(page.visit, "words", t("words-only"), key="next_token-words-only")
    if is_on:
        listed, share = len(following.candidates), as_percent(probability)
        st.caption(t("words-only-left-out", listed=listed, count=count, share=share))
    return is_on


def _show_article(page: Page, following: Distribution) -> None:
    """The article's made-up figures for this text beside what the model says."""
    t, language = page.t, page.t.language
    rows = [
        (
            f"{word}",
            percent(share, language),
            t("article-below", listed=len(following.candidates)) if found is None else percent(found, language),
        )
        for word, share, found in article_rows(following)
    ]
    st.markdown(f"**{t('article-title')}**")
    st.markdown(table((t("article-word"), t("article-share"), page.visit.lm.facts.name), rows, "lrr"))
    st.caption(t("article-note"))


def _show_entropy(page: Page, following: Distribution) -> None:
    t, bits = page.t, f"{following.entropy_bits:.2f}"
    choices = equal_choices(following.entropy_bits)
    st.metric(t("entropy"), t("entropy-value", bits=bits))
    st.markdown(
        t(
            "entropy-explained",
            power=f"$2^{{{bits}}}$",
            choices=f"{choices:.1f}" if choices < 10 else f"{choices:,.0f}",
            vocabulary=following.vocabulary_size,
            maximum=f"{math.log2(following.vocabulary_size):.2f}",
        )
    )
