"""Chapter 4: how one token becomes a text."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.generation.compute.presets import PRESETS
from llm_viz.chapters.generation.sections import player, rounds, sure, table, tree
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Draw the page in its acts: the loop, how sure it is, and writing by oneself."""
    with chapter("generation") as page:
        acts = [
            Act("rounds", partial(rounds.show, page)),
            Act("sure", partial(sure.show, page)),
            Act("player", partial(_writing, page)),
        ]
        play(page, acts)


def _writing(page: Page) -> None:
    page.visit.lm.check_causal()
    _sections(page)
    page.presets(PRESETS)


@st.fragment
def _sections(page: Page) -> None:
    """The player and what is folded below it; only they run again when it asks for more."""
    writing = player.show(page)
    if writing is not None:
        with st.container(key="drawers-generation-player"):
            tree.show(page)
            table.show(page, writing)
