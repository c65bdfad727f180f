"""One token after another: the text, the player, the settings below it, and the step at which the text stands."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.chapters.generation.compute.steps import notes, sure_steps
from llm_viz.chapters.generation.compute.tree import TextNode
from llm_viz.chapters.generation.frame import Writing, remember_question, write_on
from llm_viz.chapters.generation.parts.player import Showing, player
from llm_viz.chapters.generation.parts.step_view import step_view
from llm_viz.engine.protocol.generation import GREEDY, Sampling
from llm_viz.kit.compute.predictions import MAX_TEMPERATURE
from llm_viz.kit.page.frame import Page

MODES = ("greedy", "sampling")
MAX_TOP_K = 200
MAX_SEED = 9999


def show(page: Page) -> bool:
    """Draw the section; whether there is a text, whose steps the other sections show."""
    writing = None
    with page.section("player"):
        stage = st.container()
        with st.container():  # below what they act on, so that the text comes first
            sampling = _settings(page)
        with stage:
            writing = write_on(page, sampling)
            if writing is not None:
                _show_writing(page, writing)
    return writing is not None


def _show_writing(page: Page, writing: Writing) -> None:
    """The guess, the player, the step it stands at, and what the record of the steps shown supports."""
    visit, texts, sampling = page.visit, writing.texts, writing.sampling
    if sampling == GREEDY:
        _guess(page, writing.first)
    tokens = visit.lm.tokenize(visit.text).tokens
    size, address = visit.facts.vocabulary_size, _address_of(sampling)
    showing = Showing(writing.number, texts, writing.node, writing.seen, writing.answered, tokens, size, address)
    player(showing, page.t, remember_question)
    step_view(page.t)
    page.notes(notes(texts.line(writing.node)[: writing.seen]))


def _guess(page: Page, first: Sequence[TextNode]) -> None:
    """Predict before you see: in how many of the first steps is the model sure?"""
    sure = sure_steps(first)
    if sure is None:
        return
    t = page.t
    options = [t("guess-range", low=low, high=high) for low, high in sure.ranges]
    page.guess("guess-sure", options, options[sure.answer])


def _settings(page: Page) -> Sampling:
    """How a token is chosen. The address is asked once; from then on the controls hold the settings."""
    t, visit, state = page.t, page.visit, st.session_state
    if "generation-mode" not in state:
        state["generation-mode"] = visit.param_choice("mode", "greedy", MODES)
        state["generation-temperature"] = visit.param_float("temperature", 0.8, 0.0, MAX_TEMPERATURE)
        state["generation-top_k"] = visit.param_int("top_k", 0, 0, MAX_TOP_K)
        state["generation-top_p"] = visit.param_float("top_p", 1.0, 0.0, 1.0)
        state["generation-seed"] = visit.param_int("seed", 0, 0, MAX_SEED)
    mode = st.segmented_control(
        t("mode"),
        MODES,
        format_func=lambda name: t(f"mode-{name}"),
        key="generation-mode",
        required=True,
        persist_state="session",
    )
    st.caption(t("mode-why"))
    if mode == "greedy":
        return GREEDY
    columns = st.columns(4, gap="medium")
    with columns[0]:
        temperature = st.slider(
            t("temperature"), 0.0, MAX_TEMPERATURE, step=0.05, key="generation-temperature", persist_state="session"
        )
    with columns[1]:
        top_k = st.slider(
            t("top_k"), 0, MAX_TOP_K, key="generation-top_k", help=t("top_k-help"), persist_state="session"
        )
    with columns[2]:
        top_p = st.slider(
            t("top_p"), 0.0, 1.0, step=0.01, key="generation-top_p", help=t("top_p-help"), persist_state="session"
        )
    with columns[3]:
        seed = st.number_input(
            t("seed"), 0, MAX_SEED, step=1, key="generation-seed", help=t("seed-help"), persist_state="session"
        )
    return Sampling(temperature, top_k, top_p, seed=seed)


def _address_of(sampling: Sampling) -> dict[str, str | None]:
    """The settings as they stand in the address."""
    if sampling == GREEDY:
        return dict.fromkeys(("mode", "temperature", "top_k", "top_p", "seed"))
    values = {name: f"{getattr(sampling, name):g}" for name in ("temperature", "top_k", "top_p", "seed")}
    return {"mode": "sampling", **values}
