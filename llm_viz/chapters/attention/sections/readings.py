"""What does it look back at? The word in both contexts: its strongest looks, and what would follow."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.notes import pair_notes
from llm_viz.chapters.attention.compute.word_sense.reading import read_word
from llm_viz.chapters.attention.compute.word_sense.word_attention import contrasting_heads
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.two_contexts import STRONGEST, head_name, two_contexts
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page

_CONTRASTING_HEADS = 3


@st.fragment
def show(page: Page, pair: WordPair) -> None:
    """Both readings side by side, folded; a fragment."""
    with folded(page, "readings", ("pair",)) as opened:
        if not opened:
            return
        a, b = (read_word(page.visit.lm, context, pair.word) for context in pair.contexts)
        heads = contrasting_heads(a, b, _CONTRASTING_HEADS)
        names = [STRONGEST, *(head_name(head) for head in heads)]
        two_contexts((a, b), heads, chosen=page.visit.param_choice("pair", STRONGEST, names), t=page.t)
        page.notes(pair_notes(a, b))
        st.caption(page.t("not-an-explanation"))
