"""Which Apple? Two sentences run into one word, and its meaning parts layer by layer."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import ReferencesMissing, WordNotFound
from llm_viz.chapters.attention.compute.word_sense.presets import presets_for
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult, measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.scale import build_scale
from llm_viz.chapters.attention.frame.hero import hero
from llm_viz.chapters.attention.frame.word_pair import WordPair, suggested_preset, take_word
from llm_viz.chapters.attention.parts.two_words import Subject, chosen_word, two_words
from llm_viz.kit.markdown import escape_values
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.question import Question

_ENDS = (-2, 2)
"""Of the track that the guess is dragged along; 1 and −1 are where the word stands in sentences of either sense."""


def show(page: Page, pair: WordPair) -> WordSenseResult | None:
    """The picture; what is measured of the word, or None if there is nothing to measure it by (yet)."""
    result = None
    with hero(page, "apple"):
        result = measured(page, pair)
        if result is not None:
            visit = page.visit
            offered = presets_for(visit.model, visit.language) or presets_for(visit.model, "en")
            subject = Subject(pair.key, pair.senses, offered)
            two_words(result, build_scale(result.axis), subject, _question(page, pair), t=page.t, on_word=_take_word)
    return result


def measured(page: Page, pair: WordPair) -> WordSenseResult | None:
    """The word's senses in its contexts; a hint where sentences are missing to measure them by."""
    try:
        return measure_word_sense(page.visit.lm, pair.word, pair.contexts, pair.references, pair.control)
    except (ReferencesMissing, WordNotFound) as error:
        key = "own-references" if isinstance(error, ReferencesMissing) else "own-sentence"
        hint = page.t(key, **escape_values(error.values, page.t.language), place=page.t("references"))
        st.caption(f":material/edit: {hint}")
        return None


def _question(page: Page, pair: WordPair) -> Question:
    """Where the second word ends. The guess is about the suggested word only; others are shown at once."""
    preset = suggested_preset(page.visit.model, page.visit.language)
    is_asked = (pair.word, pair.contexts) == (preset.word, preset.contexts)
    drag = page.t("words-how") if is_asked else ""
    about = " / ".join((pair.word, *pair.contexts))
    return page.ask_on_picture("guess-second", own=drag, bounds=_ENDS, about=about)


def _take_word() -> None:
    take_word(chosen_word())
