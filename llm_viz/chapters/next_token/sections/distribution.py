"""The probabilities of what comes next, and how uncertain the model is."""

from __future__ import annotations

import math
from functools import partial

import streamlit as st

from llm_viz.chapters.next_token.compute.distribution import distribution_notes, equal_choices
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.charts.predictions import distribution_bars
from llm_viz.kit.compute.predictions import SHOWN
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page


def show(page: Page, following: Distribution) -> None:
    """The section; `following` is what comes after the visitor's text."""
    t = page.t
    with page.section("distribution"):
        picture, reading = st.columns([3, 2], gap="large")
        with picture:
            alt = t("bars-alt", shown=min(SHOWN, len(following.candidates)))
            show_figure(partial(distribution_bars, following, t), "next_token-bars", alt)
            st.caption(t.prose("legend"))
        with reading:
            _show_entropy(page, following)
            page.notes(distribution_notes(following))


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
