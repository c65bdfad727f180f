"""Which word matters most? Every other word cut off from the studied one in turn, beside how much it is attended to."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.notes import link_notes, word_notes
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.word_ranking import WordRanking, rank_words
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.chapters.attention.parts.ranking import ranking
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.on_demand import Kept

_RANKED: Kept[tuple[WordRanking, ...]] = Kept("attention-ranked")


@st.fragment
def show(page: Page, pair: WordPair, result: WordSenseResult) -> None:
    """Rankings of both contexts, made when the visitor asks for them, kept while word and contexts stay the same."""
    with folded(page, "ranking") as opened:
        if not opened:
            return
        rankings = _RANKED.get_or_compute(pair, lambda: _rank(page, result))
        if rankings is None:
            return
        ranking(pair.contexts, rankings, page.t)
        notes: list[Note] = []
        for letter, reading, ranked in zip("AB", result.readings, rankings, strict=True):
            notes += (*word_notes(letter, ranked.words, ranked.baseline), *link_notes(letter, reading, ranked.link))
        page.notes(notes)


def _rank(page: Page, result: WordSenseResult) -> tuple[WordRanking, ...] | None:
    """Rank when the visitor asks for it; None as long as he does not."""
    place = st.empty()
    if not place.button(page.t("ranking-start"), key="attention-ranking-start", icon=":material/content_cut:"):
        return None
    with place, st.spinner(page.t("ranking-running")):
        rankings = tuple(rank_words(page.visit.lm, reading, result.axis) for reading in result.readings)
    place.empty()
    return rankings
