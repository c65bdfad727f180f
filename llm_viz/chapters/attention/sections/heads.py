"""Which heads matter? Every head ablated in turn: a grid of what each does to the meaning."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects, head_effects
from llm_viz.chapters.attention.compute.word_sense.notes import head_notes
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.frame.cuts import ablate_head
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.head_grid import head_grid
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.on_demand import Kept

_WANTED = "attention-heads-wanted"
_KEPT: Kept[tuple[HeadEffects, ...]] = Kept("attention-heads")
"""What is known of the heads of each context so far; all of it unless the visitor stopped."""


def show(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    """The grids of both contexts. Call it last, in a place kept for it: it may take seconds.

    Not a fragment: what is clicked inside one waits until its run has ended, so that it could not be stopped.
    """
    t, state = page.t, st.session_state
    with folded(page, "heads") as opened:
        if not opened:
            return
        if state.pop(_WANTED, False):
            _ablate_all(page, pair, result)
        effects = _KEPT.get(pair) or ()
        complete = len(effects) == len(result.readings) and all(context_effects.complete for context_effects in effects)
        if not complete:
            count = page.visit.facts.layers * page.visit.facts.heads
            st.button(
                t("heads-start", count=count),
                key="attention-heads-start",
                icon=":material/grid_on:",
                on_click=lambda: state.update({_WANTED: True}),
            )
        if effects:
            head_grid(pair.contexts[: len(effects)], effects, pair.senses, ablate_head, t)
            page.notes(
                [note for letter, context in zip("AB", effects, strict=False) for note in head_notes(letter, context)]
            )
        if effects and not complete:
            st.caption(t("heads-stopped"))


def _ablate_all(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    """Fill the grids, with a progress bar; what is known when the visitor stops it stays."""
    t, facts = page.t, page.visit.facts
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        st.button(t("heads-cancel"), key="attention-heads-cancel", icon=":material/stop:")
        progress = st.progress(0.0, t("heads-running"))
    total, done = facts.layers * facts.heads * len(result.readings), 0
    finished: tuple[HeadEffects, ...] = ()
    try:
        for reading in result.readings:
            for effects in head_effects(page.visit.lm, reading, result.axis):
                _KEPT.put(pair, (*finished, effects))
                progress.progress((done + effects.done) / total, t("heads-step", done=done + effects.done, total=total))
            finished, done = _KEPT.get(pair) or (), done + facts.layers * facts.heads
    finally:
        controls.empty()
