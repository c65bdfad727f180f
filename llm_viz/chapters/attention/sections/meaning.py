"""Meaning, layer by layer: the sense score of the word in both contexts, and the map of its states."""

from __future__ import annotations

from llm_viz.chapters.attention.compute.word_sense.axis import Study, study
from llm_viz.chapters.attention.compute.word_sense.notes import meaning_notes
from llm_viz.chapters.attention.compute.word_sense.state_map import sense_maps
from llm_viz.chapters.attention.frame.word_pair import Subject
from llm_viz.chapters.attention.parts.meaning import meaning
from llm_viz.kit.page.frame import Page


def show(page: Page, subject: Subject) -> Study | None:
    """The section; the study of the word, or None if there is nothing to measure it by."""
    studied = None
    with page.section("meaning"):
        studied = study(page.visit.lm, subject.word, subject.contexts, subject.references, subject.control)
        maps = sense_maps(studied.axis, [reading.hidden for reading in studied.readings])
        layer = page.visit.param_int("meaning", studied.axis.layers, 0, studied.axis.layers)
        meaning(studied, maps, subject.references.without(subject.contexts), subject.senses, layer=layer, t=page.t)
        page.notes(meaning_notes(studied))
    return studied
