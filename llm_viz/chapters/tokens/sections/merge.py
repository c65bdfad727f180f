"""The merges of byte-pair encoding that made the tokens, one by one."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import ModelUnsupported
from llm_viz.chapters.tokens.compute.notes import merge_notes
from llm_viz.chapters.tokens.compute.presets import PRESETS
from llm_viz.chapters.tokens.parts.merge_replay import merge_replay
from llm_viz.engine.bpe import MAX_REPLAY_CHARACTERS
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The section; where the tokenizer is of another kind, a sentence instead of the replay."""
    visit = page.visit
    with page.section("merge", is_picture=True):
        text = visit.text[:MAX_REPLAY_CHARACTERS]
        try:
            history = visit.lm.merge_history(text)
        except ModelUnsupported:
            st.info(page.t("merge-unsupported", model=escape(visit.facts.name)), icon=":material/info:")
            return
        step = visit.param_int("merge", 0, 0, MAX_REPLAY_CHARACTERS)
        merge_replay(page.t, history, page.said(merge_notes(history)), step, key="tokens-merges")
        if text != visit.text:
            st.caption(page.t("merge-cut", limit=MAX_REPLAY_CHARACTERS))
        page.presets(PRESETS)
