"""Which Apple? One word in two contexts: what it looks back at, and what would follow."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.word_sense.axis import WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.word_attention import (
    contrasting_heads,
    favourite,
    guess_options,
    pair_notes,
)
from llm_viz.chapters.attention.frame.word_pair import Subject, choose_subject, suggested_preset
from llm_viz.chapters.attention.parts.two_contexts import STRONGEST, head_name, two_contexts
from llm_viz.kit.page.frame import Page

_CONTRASTING_HEADS = 3


def show(page: Page) -> Subject | None:
    """The section; the word in its contexts, or None if it cannot be shown (yet)."""
    shown = None
    with page.section("apple"):
        controls, picture, yardstick = st.container(), st.container(), st.container()
        with controls:
            subject = choose_subject(page, yardstick)
        a, b = (read_word(page.visit.lm, text, subject.word) for text in subject.contexts)
        with picture:
            if _revealed(page, subject, b):
                _show_readings(page, (a, b))
                shown = subject
    return shown


def _revealed(page: Page, subject: Subject, reading: WordReading) -> bool:
    """Whether the readings may be seen. The guess is about the suggested word only; others are shown at once."""
    preset = suggested_preset(page.visit.model, page.visit.language)
    best = favourite(reading)
    if best is None or (subject.word, subject.contexts) != (preset.word, preset.contexts):
        return True
    return page.cover("guess-look", guess_options(reading), visible(best.text))


def _show_readings(page: Page, readings: tuple[WordReading, WordReading]) -> None:
    heads = contrasting_heads(*readings, _CONTRASTING_HEADS)
    names = [STRONGEST, *(head_name(head) for head in heads)]
    two_contexts(readings, heads, chosen=page.visit.param_choice("pair", STRONGEST, names), t=page.t)
    page.notes(pair_notes(*readings))
    st.caption(page.t("not-an-explanation"))
