"""Every head silenced in turn: a grid of what each does to the meaning."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.axis import Study
from llm_viz.chapters.attention.compute.word_sense.notes import head_notes
from llm_viz.chapters.attention.compute.word_sense.word_ranking import HeadEffects, head_effects
from llm_viz.chapters.attention.frame.word_pair import Subject
from llm_viz.chapters.attention.parts.head_grid import head_grid
from llm_viz.chapters.attention.sections.proof import silence_head
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.on_demand import Kept

_WANTED = "attention-heads-wanted"
_KEPT: Kept[tuple[HeadEffects, ...]] = Kept("attention-heads")
"""What is known of the heads of each context so far; all of it unless the visitor stopped."""


def show(page: Page, subject: Subject, study: Study) -> None:
    """The part of the page. Call it last, in a place kept for it: it may take seconds.

    Not a fragment: what is clicked inside one waits until its run has ended, so that it could not be stopped.
    """
    t, state = page.t, st.session_state
    st.subheader(t("section-heads"), anchor="heads")
    page.prose("heads")
    with guarded(page.visit.language):
        if state.pop(_WANTED, False):
            _silence_all(page, subject, study)
        effects = _KEPT.get(subject) or ()
        complete = len(effects) == len(study.readings) and all(one.complete for one in effects)
        if not complete:
            count = page.visit.facts.layers * page.visit.facts.heads
            st.button(
                t("heads-start", count=count),
                key="attention-heads-start",
                icon=":material/grid_on:",
                on_click=lambda: state.update({_WANTED: True}),
            )
        if effects:
            head_grid(subject.contexts[: len(effects)], effects, subject.senses, silence_head, t)
            page.notes([note for letter, one in zip("AB", effects, strict=False) for note in head_notes(letter, one)])
        if effects and not complete:
            st.caption(t("heads-stopped"))


def _silence_all(page: Page, subject: Subject, study: Study) -> None:
    """Fill the grids, with a progress bar; what is known when the visitor stops it stays."""
    t, facts = page.t, page.visit.facts
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        st.button(t("heads-cancel"), key="attention-heads-cancel", icon=":material/stop:")
        progress = st.progress(0.0, t("heads-running"))
    total, done = facts.layers * facts.heads * len(study.readings), 0
    finished: tuple[HeadEffects, ...] = ()
    try:
        for reading in study.readings:
            for effects in head_effects(page.visit.lm, reading, study.axis):
                _KEPT.put(subject, (*finished, effects))
                progress.progress((done + effects.done) / total, t("heads-step", done=done + effects.done, total=total))
            finished, done = _KEPT.get(subject) or (), done + facts.layers * facts.heads
    finally:
        controls.empty()
