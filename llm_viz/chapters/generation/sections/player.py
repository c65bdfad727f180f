"""One token after another: the step at which the text stands, the player, and the folded settings below it."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.generation.compute.steps import striking
from llm_viz.chapters.generation.frame import Writing, remember_question, write_on
from llm_viz.chapters.generation.parts.player import SPEEDS, Showing, player
from llm_viz.chapters.generation.parts.step_view import step_view
from llm_viz.engine.protocol.generation import GREEDY, Sampling
from llm_viz.kit.compute.predictions import MAX_TEMPERATURE
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import (
    Number,
    not_set,
    number_setting,
    option_setting,
    slider_setting,
    switch_setting,
)

MODES = ("greedy", "sampling")
MAX_TOP_K = 200
MAX_SEED = 9999
_WORDS_ONLY = "generation-words-only"


def show(page: Page) -> Writing | None:
    """Draw the section; the text, if there is one, whose steps the other sections show."""
    writing = None
    with page.section("player", is_picture=True):
        stage = st.container(key="place-generation-player")
        stage.empty()  # a container with nothing in it would not be in the page yet, and keep no place
        # Below what they act on, and folded, so that nothing but the text and its player is on the first screen.
        with st.expander(page.t("mode"), icon=":material/tune:", key="generation-choosing"):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                mode = _mode(page)
                switch_setting(page.visit, "words", page.t("words-only"), key=_WORDS_ONLY)
            sampling = _sampling(page, mode)
            st.caption(page.t("player-keys"))
        with stage:
            writing = write_on(page, sampling)
            if writing is not None:
                _show_writing(page, writing)
    return writing


def _show_writing(page: Page, writing: Writing) -> None:
    """The step at which the text stands, the player, and the most striking thing that the steps shown support."""
    visit, texts = page.visit, writing.texts
    tokens = visit.lm.tokenize(visit.text).tokens
    size = visit.facts.vocabulary_size
    speed = float(visit.param_choice("speed", "1", SPEEDS))
    showing = Showing(writing.number, texts, writing.node, writing.seen, writing.answered, tokens, size, speed)
    step_view(page.t, words_only=bool(st.session_state.get(_WORDS_ONLY)))
    player(showing, page.t, remember_question)
    found = striking(texts.line(writing.node)[: writing.seen])
    if found is not None:
        st.markdown(escape(page.said([found])))


def _mode(page: Page) -> str:
    t = page.t
    return option_setting(
        page.visit, "mode", MODES, t("mode"), lambda mode: t(f"mode-{mode}"), key="generation-mode",
        label_visibility="collapsed",
    )  # fmt: skip


def _sampling(page: Page, mode: str) -> Sampling:
    """How a token is chosen; what belongs to drawing by chance is kept while the most probable one is taken."""
    t, visit = page.t, page.visit
    if mode == "greedy":
        not_set(*((f"generation-{name}", name) for name in ("temperature", "top_k", "top_p", "seed")))
        return GREEDY
    heat, best, mass, dice = st.columns(4, gap="medium")
    with heat:
        temperature = _slider(page, "temperature", MAX_TEMPERATURE, 0.8, 0.05)
    with best:
        top_k = _slider(page, "top_k", MAX_TOP_K, 0, 1, help=t("top_k-help"))
    with mass:
        top_p = _slider(page, "top_p", 1.0, 1.0, 0.01, help=t("top_p-help"))
    with dice:
        label, help = t("seed"), t("seed-help")
        seed = number_setting(visit, "seed", label, key="generation-seed", high=MAX_SEED, help=help)
    return Sampling(temperature, top_k, top_p, seed=seed)


def _slider(page: Page, name: str, high: Number, default: Number, step: Number, help: str | None = None) -> Number:
    """The slider of the filter `name`, which is also its name in the address; the message `name` is the label."""
    key = f"generation-{name}"
    return slider_setting(page.visit, name, page.t(name), key=key, high=high, default=default, step=step, help=help)
