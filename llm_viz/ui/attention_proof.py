"""Proof by cutting: links and heads taken away by the visitor, and all earlier words in turn."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from llm_viz.concepts.attention_pair import all_cut_notes, contrasting_heads
from llm_viz.concepts.sense import Study, WordReading, read_word
from llm_viz.concepts.sense_notes import link_notes, word_notes
from llm_viz.concepts.sense_proof import (
    Intervention,
    LinkEffect,
    cut,
    random_cuts,
    ranked_words,
    strongest_link,
    word_effects,
)
from llm_viz.lm.protocol import Engine, SilenceHead
from llm_viz.ui.attention_subject import Subject
from llm_viz.ui.chapter import Page, guarded
from llm_viz.ui.components.cutting import Cuts, cutting, parse_cuts
from llm_viz.ui.components.ranking import Ranked, ranking
from llm_viz.ui.visit import checkpoint, notice_bad_parameter

CUTS = "attention-cuts"
"""The cuts in the session state, as `parse_cuts` reads them."""
_CUTS_OF, _RANKED = "attention-cuts-of", "attention-ranked"
_SUGGESTED_HEADS = 3


@dataclass(frozen=True, slots=True)
class _Ranking:
    """Every earlier word cut in turn, the random cuts to compare with, and the strongest single look, by context."""

    subject: Subject
    words: tuple[Ranked, ...]
    links: tuple[LinkEffect | None, ...]


def show(page: Page, subject: Subject, study: Study) -> None:
    """The section. Each part is a fragment: an intervention runs nothing else of the page."""
    with page.section("proof"):
        st.fragment(_show_cutting)(page, subject, study)
        st.subheader(page.t("section-ranking"), anchor="ranking")
        st.fragment(_show_ranking)(page, subject, study)


def silence_head(name: str) -> None:
    """Add a head ("7-3", numbers from 1) to what is cut."""
    links, heads, layers = st.session_state.get(CUTS, ("", "", ""))
    if name not in heads.split("."):
        st.session_state[CUTS] = (links, f"{heads}.{name}".strip("."), layers)


def _show_cutting(page: Page, subject: Subject, study: Study) -> None:
    visit = page.visit
    with guarded(visit.language):
        cuts = _asked_cuts(page, subject, study)
        after = [_read_cut(page, subject, reading, _edits(cuts, side, reading)) for side, reading in _sides(study)]
        a, b = study.readings
        heads = [(head.layer, head.head) for head in contrasting_heads(a, b, _SUGGESTED_HEADS)]
        cutting(study.readings, after, study.axis, cuts, subject.senses, heads, facts=visit.facts, place=CUTS, t=page.t)
        notes = []
        for side, (before, one) in enumerate(zip(study.readings, after, strict=True)):
            if one is not None and _all_words_cut(cuts, side, before, visit.facts.layers):
                notes += all_cut_notes("AB"[side], before, one, study.axis)
        page.notes(notes)
        st.caption(page.t("cut-direct-only"))


def _sides(study: Study) -> list[tuple[int, WordReading]]:
    return list(enumerate(study.readings))


def _asked_cuts(page: Page, subject: Subject, study: Study) -> Cuts:
    """What the visitor, or at first the address, asks to be cut; nothing for another word or other contexts."""
    visit, state = page.visit, st.session_state
    if _CUTS_OF not in state:
        state[CUTS] = tuple(st.query_params.get(name, "") for name in ("cut", "silence", "cut_layers"))
    elif state[_CUTS_OF] != subject:
        state[CUTS] = ("", "", "")
    state[_CUTS_OF] = subject
    links, silent, layers = state[CUTS]
    asked = parse_cuts(links, silent, layers, visit.facts)
    if asked is None:
        notice_bad_parameter(visit.language, "cut", " ".join((links, silent, layers)), "a1.b2, 7-3, 1-30")
        asked = Cuts((), (), 0, visit.facts.layers - 1)
        state[CUTS] = ("", "", "")
    counts = [len(ranked_words(reading)) for reading in study.readings]
    known = tuple((side, number) for side, number in asked.links if number < counts[side])
    return Cuts(known, asked.heads, asked.first, asked.last)


def _edits(cuts: Cuts, side: int, reading: WordReading) -> Intervention:
    words = ranked_words(reading)
    keys = [key for of, number in cuts.links if of == side for key in words[number].positions]
    silent = tuple(SilenceHead(layer, head) for layer, head in cuts.heads)
    return cut(reading, keys, tuple(range(cuts.first, cuts.last + 1))) + silent


def _all_words_cut(cuts: Cuts, side: int, reading: WordReading, layers: int) -> bool:
    """Whether all earlier words are cut in all layers, and no head is silent besides."""
    whole = (cuts.first, cuts.last) == (0, layers - 1) and not cuts.heads
    return whole and len({number for of, number in cuts.links if of == side}) == len(ranked_words(reading))


def _read_cut(page: Page, subject: Subject, reading: WordReading, edits: Intervention) -> WordReading | None:
    if not edits:
        return None
    return read_word(page.visit.engine, subject.model, reading.context, subject.word, edits, checkpoint)


def _show_ranking(page: Page, subject: Subject, study: Study) -> None:
    """Which earlier word matters most? Computed when asked for, and kept while word and contexts stay the same."""
    t, state = page.t, st.session_state
    page.prose("ranking")
    with guarded(page.visit.language):
        kept: _Ranking | None = state.get(_RANKED)
        if kept is None or kept.subject != subject:
            place = st.empty()
            if not place.button(t("ranking-start"), key="attention-ranking-start", icon=":material/content_cut:"):
                return
            with place, st.spinner(t("ranking-running")):
                kept = state[_RANKED] = _rank(page.visit.engine, subject, study)
        ranking(subject.contexts, kept.words, subject.senses, t)
        found = zip("AB", study.readings, kept.words, kept.links, strict=True)
        page.notes(
            [
                note
                for letter, reading, (effects, baseline), link in found
                for note in (*word_notes(letter, effects, baseline), *link_notes(letter, reading, link))
            ]
        )


def _rank(engine: Engine, subject: Subject, study: Study) -> _Ranking:
    words, links = [], []
    for reading in study.readings:
        effects = word_effects(engine, subject.model, reading, study.axis, checkpoint=checkpoint)
        words.append((effects, random_cuts(engine, subject.model, reading, study.axis, checkpoint=checkpoint)))
        links.append(strongest_link(engine, subject.model, reading, study.axis, checkpoint))
    return _Ranking(subject, tuple(words), tuple(links))
