"""Meaning, layer by layer: the sense score of the word in both contexts, and the map of its states."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.notes import meaning_notes
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.state_map import state_maps
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.meaning import meaning
from llm_viz.chapters.attention.parts.movement import movement
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


@st.fragment
def show(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    """Chart and map, folded; a fragment."""
    with folded(page, "meaning", ("meaning",)) as opened:
        if not opened:
            return
        maps = state_maps(result.axis, [reading.hidden for reading in result.readings])
        layer = page.visit.param_int("meaning", result.axis.layers, 0, result.axis.layers)
        meaning(result, maps, pair.references.without(pair.contexts), pair.senses, layer=layer, t=page.t)
        st.markdown(page.t("movement" if result.control_moved is not None else "movement-alone"))
        movement(result, page.t)
        page.notes(meaning_notes(result))
