"""Proof: cut the link. Links and heads taken away by the visitor, and what the word means without them."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.cut_effects import CutEffects, cut_effects, suggested_cuts
from llm_viz.chapters.attention.compute.word_sense.cuts import read_with_cuts
from llm_viz.chapters.attention.compute.word_sense.notes import all_cut_notes, single_cut_notes
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import cuts_all_others
from llm_viz.chapters.attention.compute.word_sense.word_attention import contrasting_heads
from llm_viz.chapters.attention.frame.cuts import CUTS, PARAMS, chosen_cuts
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.cutting import cutting
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.on_demand import Kept

_SUGGESTED_HEADS = 3
_EFFECTS: Kept[tuple[CutEffects, ...]] = Kept("attention-cut-effects")


@st.fragment
def show(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    """Both contexts as they are and as they become. A fragment: an intervention runs nothing else of the page."""
    with folded(page, "proof", PARAMS) as opened:
        if not opened:
            return
        lm, facts = page.visit.lm, page.visit.facts
        effects = _EFFECTS.get_or_compute(
            pair, lambda: tuple(cut_effects(lm, reading, result.axis) for reading in result.readings)
        )
        cuts = chosen_cuts(page, pair, result.readings)
        contexts = [read_with_cuts(lm, pair.word, reading, cuts, side) for side, reading in enumerate(result.readings)]
        first = suggested_cuts(result.readings, effects or ())
        heads = [(head.layer, head.head) for head in contrasting_heads(*result.readings, _SUGGESTED_HEADS)]
        cutting(contexts, result.axis, cuts, pair.senses, first, heads, facts=facts, place=CUTS, t=page.t)
        notes: list[Note] = []
        if (cuts.first, cuts.last) == (0, facts.layers - 1) and not cuts.heads:
            for side, (context, measured) in enumerate(zip(contexts, effects or (), strict=True)):
                if context.after is None:
                    continue
                if cuts_all_others(cuts.links_of(side), context.before):
                    notes += all_cut_notes("AB"[side], context.before, context.after, result.axis)
                notes += single_cut_notes("AB"[side], measured)
        page.notes(notes)
        st.caption(page.t("cut-direct-only"))
