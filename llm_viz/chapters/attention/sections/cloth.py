"""Cover a word: what the studied word means when it may not look at some of the words before it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.axis import References, build_axis
from llm_viz.chapters.attention.compute.word_sense.cover_search import Found, found_for, references_of
from llm_viz.chapters.attention.compute.word_sense.covers import Mask, cover_words, first_masks, rests
from llm_viz.chapters.attention.compute.word_sense.presets import WordPreset
from llm_viz.chapters.attention.compute.word_sense.reading import read_word
from llm_viz.chapters.attention.compute.word_sense.scale import build_scale
from llm_viz.chapters.attention.frame.hero import hero
from llm_viz.chapters.attention.frame.word_pair import WordPair, sense_names
from llm_viz.chapters.attention.parts.cloth import Cloth, Sentence, asked_mask, asked_sentence, show_cloth
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.on_demand import Kept

_FOUND = "found"
_CHOSEN, _ASKED = "attention-cloth", "attention-cloth-asked"
_RESTS: Kept[dict[Mask, float]] = Kept("attention-cloth-rests")
"""Where the needle of the shown sentence rests, for all sets of words that were covered so far."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """A word in one sentence, and what its scale is made of. Hashable: results are kept under it."""

    model: str
    key: str
    word: str
    text: str
    references: References
    senses: tuple[str, str]


@st.fragment
def show(page: Page, pair: WordPair) -> None:
    """The picture; a fragment: another sentence, or a set of words that was not read yet, runs nothing else."""
    visit, t = page.visit, page.t
    with hero(page, "cloth"):
        found = found_for(visit.model, visit.language)
        subjects = _subjects(page, pair, found)
        chosen = _chosen(page, list(subjects))
        subject = subjects[chosen]
        scale = build_scale(build_axis(visit.lm, subject.word, subject.references))
        reading = read_word(visit.lm, subject.text, subject.word)
        words = cover_words(reading)
        known = _RESTS.get(subject) or rests(visit.lm, reading, scale, words, first_masks(words))
        asked = st.session_state.pop(_ASKED, None)
        count = sum(word.kind == "free" for word in words)
        if asked is not None and asked < 2**count and asked not in known:
            known = known | rests(visit.lm, reading, scale, words, (asked,))
        _RESTS.put(subject, known)
        note = (
            t("cloth-rule", word=subject.word, tried=found[0].tried, passed=found[0].passed)
            if chosen == _FOUND and found
            else ""
        )
        if not scale.trusted_in_the_end:
            note = t("cloth-untrusted")
        cloth = Cloth(subject.key, subject.text, words, subject.senses, known, scale.axis.layers, note)
        sentences = [Sentence(key, t(f"cloth-sentence-{key}"), each.text) for key, each in subjects.items()]
        show_cloth(cloth, sentences, chosen, t=t, on_sentence=_choose, on_mask=_ask)


def _subjects(page: Page, pair: WordPair, found: tuple[Found, WordPreset] | None) -> dict[str, _Subject]:
    """The sentences to choose from: the one that was found for this model and language, and the two contexts."""
    subjects: dict[str, _Subject] = {}
    if found is not None:
        sentence, preset = found
        senses = sense_names(page.t, preset.key)
        references = references_of(sentence, preset)
        subjects[_FOUND] = _Subject(pair.model, preset.key, preset.word, sentence.text, references, senses)
    for side, context in zip("ab", pair.contexts, strict=True):
        references = pair.references.without(pair.contexts)
        subjects[side] = _Subject(pair.model, pair.key, pair.word, context, references, pair.senses)
    return subjects


def _chosen(page: Page, keys: list[str]) -> str:
    chosen = st.session_state.setdefault(_CHOSEN, page.visit.param_choice("sentence", keys[0], [_FOUND, "a", "b"]))
    shown = chosen if chosen in keys else keys[0]
    remember_in_address(f"{_CHOSEN}-address", sentence=None if shown == keys[0] else shown)
    return shown


def _choose() -> None:
    st.session_state[_CHOSEN] = asked_sentence()


def _ask() -> None:
    st.session_state[_ASKED] = asked_mask()
