"""Proof: cut the link. Links and heads taken away by the visitor, and what the word means without them."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.attention_between import strongest_weights
from llm_viz.chapters.attention.compute.word_sense.notes import all_cut_notes
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import attention_knockouts, cuts_all_others
from llm_viz.chapters.attention.compute.word_sense.word_attention import contrasting_heads
from llm_viz.chapters.attention.frame.cuts import CUTS, chosen_cuts
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.cutting import Cuts, Showing, cutting
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.frame import Page

_SUGGESTED_HEADS = 3


@st.fragment
def show(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    """Both contexts as they are and as they become. A fragment: an intervention runs nothing else of the page."""
    with page.section("proof"):
        facts = page.visit.facts
        cuts = chosen_cuts(page, pair, result.readings)
        showings = [_cut_reading(page, pair, cuts, side, reading) for side, reading in enumerate(result.readings)]
        a, b = result.readings
        heads = [(head.layer, head.head) for head in contrasting_heads(a, b, _SUGGESTED_HEADS)]
        cutting(showings, result.axis, cuts, pair.senses, heads, facts=facts, place=CUTS, t=page.t)
        notes: list[Note] = []
        if (cuts.first, cuts.last) == (0, facts.layers - 1) and not cuts.heads:
            for side, showing in enumerate(showings):
                if showing.after is not None and cuts_all_others(cuts.links_of(side), showing.before):
                    notes += all_cut_notes("AB"[side], showing.before, showing.after, result.axis)
        page.notes(notes)
        st.caption(page.t("cut-direct-only"))


def _cut_reading(page: Page, pair: WordPair, cuts: Cuts, side: int, before: WordReading) -> Showing:
    """One context (`side` 0 = A, 1 = B) before and after the cuts; nothing after if none is in it."""
    lm = page.visit.lm
    layers = tuple(range(cuts.first, cuts.last + 1))
    ablations = tuple(HeadAblation(layer, head) for layer, head in cuts.heads)
    interventions = attention_knockouts(cuts.links_of(side), len(before.tokens), layers) + ablations
    weights = strongest_weights(lm, before)
    if not interventions:
        return Showing(before, weights, None, None)
    after = read_word(lm, before.context, pair.word, interventions)
    return Showing(before, weights, after, strongest_weights(lm, before, interventions))
