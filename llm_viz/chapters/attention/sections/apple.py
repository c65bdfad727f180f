"""Which Apple? One word in two contexts: what it looks back at, and what would follow."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.word_sense.notes import pair_notes
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.word_attention import (
    contrasting_heads,
    guess_options,
    strongest_look,
)
from llm_viz.chapters.attention.frame.word_pair import WordPair, choose_word_pair, suggested_preset
from llm_viz.chapters.attention.parts.two_contexts import STRONGEST, head_name, two_contexts
from llm_viz.kit.page.frame import Page

_CONTRASTING_HEADS = 3


def show(page: Page) -> WordPair | None:
    """The word in its contexts, for the sections that follow; None if it cannot be shown (yet)."""
    shown = None
    with page.section("apple"):
        st.caption(page.t("text-later", section=page.t("section-look")))
        controls, picture, references = st.container(), st.container(), st.container()
        with controls:
            pair = choose_word_pair(page, references)
        a, b = (read_word(page.visit.lm, context, pair.word) for context in pair.contexts)
        with picture:
            if _revealed(page, pair, b):
                _show_readings(page, a, b)
                shown = pair
    return shown


def _revealed(page: Page, pair: WordPair, reading: WordReading) -> bool:
    """Whether the readings may be seen. The guess is about the suggested word only; others are shown at once."""
    preset = suggested_preset(page.visit.model, page.visit.language)
    best, options = strongest_look(reading), guess_options(reading)
    if best is None or len(options) < 2 or (pair.word, pair.contexts) != (preset.word, preset.contexts):
        return True
    return page.cover("guess-look", options, visible(best.word.text))


def _show_readings(page: Page, a: WordReading, b: WordReading) -> None:
    heads = contrasting_heads(a, b, _CONTRASTING_HEADS)
    names = [STRONGEST, *(head_name(head) for head in heads)]
    two_contexts((a, b), heads, chosen=page.visit.param_choice("pair", STRONGEST, names), t=page.t)
    page.notes(pair_notes(a, b))
    st.caption(page.t("not-an-explanation"))
