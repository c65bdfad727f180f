"""Meaning, layer by layer: the sense score of the word in both contexts, and the map of its states."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import ReferencesMissing, WordNotFound
from llm_viz.chapters.attention.compute.word_sense.notes import meaning_notes
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult, measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.state_map import state_maps
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.meaning import meaning
from llm_viz.chapters.attention.parts.movement import movement
from llm_viz.kit.markdown import escape_values
from llm_viz.kit.page.frame import Page


def show(page: Page, pair: WordPair) -> WordSenseResult | None:
    """What is measured of the word, for the sections that follow; None if there is nothing to measure it by (yet)."""
    result = None
    with page.section("meaning"):
        try:
            result = measure_word_sense(page.visit.lm, pair.word, pair.contexts, pair.references, pair.control)
        except (ReferencesMissing, WordNotFound) as error:
            key = "own-references" if isinstance(error, ReferencesMissing) else "own-sentence"
            hint = page.t(key, **escape_values(error.values, page.t.language), place=page.t("references"))
            st.caption(f":material/edit: {hint}")
        else:
            _show_result(page, pair, result)
    return result


def _show_result(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    maps = state_maps(result.axis, [reading.hidden for reading in result.readings])
    layer = page.visit.param_int("meaning", result.axis.layers, 0, result.axis.layers)
    meaning(result, maps, pair.references.without(pair.contexts), pair.senses, layer=layer, t=page.t)
    st.markdown(page.t("movement" if result.control_moved is not None else "movement-alone"))
    movement(result, page.t)
    page.notes(meaning_notes(result))
