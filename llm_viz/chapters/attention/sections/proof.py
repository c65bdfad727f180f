"""Proof by cutting: links and heads taken away by the visitor, and all words in turn."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.axis import Study, WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.notes import link_notes, word_notes
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import cuts_all_others, exists, interventions, looks
from llm_viz.chapters.attention.compute.word_sense.word_attention import all_cut_notes, contrasting_heads
from llm_viz.chapters.attention.compute.word_sense.word_ranking import Ranking, rank_words
from llm_viz.chapters.attention.frame.word_pair import Subject
from llm_viz.chapters.attention.parts.cutting import Cuts, Showing, cutting, parse_cuts
from llm_viz.chapters.attention.parts.ranking import ranking
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.on_demand import Kept
from llm_viz.kit.visit import notice_bad_parameter

CUTS = "attention-cuts"
"""The cuts in the session state, as `parse_cuts` reads them."""
_CUTS_OF = "attention-cuts-of"
_RANKED: Kept[tuple[Ranking, ...]] = Kept("attention-ranked")
_SUGGESTED_HEADS = 3


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
        showings = [_cut_reading(page, subject, cuts, side, reading) for side, reading in enumerate(study.readings)]
        a, b = study.readings
        heads = [(head.layer, head.head) for head in contrasting_heads(a, b, _SUGGESTED_HEADS)]
        cutting(showings, study.axis, cuts, subject.senses, heads, facts=visit.facts, place=CUTS, t=page.t)
        everywhere = (cuts.first, cuts.last) == (0, visit.facts.layers - 1) and not cuts.heads
        notes = []
        for side, one in enumerate(showings):
            if one.after is not None and everywhere and cuts_all_others(cuts.links_of(side), one.before):
                notes += all_cut_notes("AB"[side], one.before, one.after, study.axis)
        page.notes(notes)
        st.caption(page.t("cut-direct-only"))


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
        notice_bad_parameter(visit.language, "cut", " ".join((links, silent, layers)), "a4-2.bx-3, 7-3, 1-30")
        asked = Cuts((), (), 0, visit.facts.layers - 1)
        state[CUTS] = ("", "", "")
    lengths = [len(reading.tokens) for reading in study.readings]
    known = tuple((side, link) for side, link in asked.links if exists(link, lengths[side]))
    return Cuts(known, asked.heads, asked.first, asked.last)


def _cut_reading(page: Page, subject: Subject, cuts: Cuts, side: int, before: WordReading) -> Showing:
    """A context before and after; the same if nothing is cut in it."""
    lm = page.visit.lm
    layers = tuple(range(cuts.first, cuts.last + 1))
    silent = tuple(HeadAblation(layer, head) for layer, head in cuts.heads)
    taken = interventions(cuts.links_of(side), len(before.tokens), layers) + silent
    now = looks(lm, before)
    if not taken:
        return Showing(before, now, None, None)
    after = read_word(lm, before.context, subject.word, taken)
    return Showing(before, now, after, looks(lm, before, taken))


def _show_ranking(page: Page, subject: Subject, study: Study) -> None:
    """Which word matters most? Computed when asked for, and kept while word and contexts stay the same."""
    t = page.t
    page.prose("ranking")
    with guarded(page.visit.language):
        rankings = _RANKED.get_or_compute(subject, lambda: _rank(page, study))
        if rankings is None:
            return
        ranking(subject.contexts, rankings, subject.senses, t)
        notes: list[Note] = []
        for letter, reading, one in zip("AB", study.readings, rankings, strict=True):
            notes += (*word_notes(letter, one.words, one.baseline), *link_notes(letter, reading, one.link))
        page.notes(notes)


def _rank(page: Page, study: Study) -> tuple[Ranking, ...] | None:
    """Rank when the visitor asks for it; None as long as he does not."""
    place = st.empty()
    if not place.button(page.t("ranking-start"), key="attention-ranking-start", icon=":material/content_cut:"):
        return None
    with place, st.spinner(page.t("ranking-running")):
        rankings = tuple(rank_words(page.visit.lm, reading, study.axis) for reading in study.readings)
    place.empty()
    return rankings
