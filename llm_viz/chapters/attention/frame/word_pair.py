"""The word that chapter 6 studies: its two contexts and the references of its two senses, chosen by the visitor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.base.errors import TextTooLong, WordNotFound
from llm_viz.base.i18n import Strings
from llm_viz.base.languages import Language
from llm_viz.chapters.attention.compute.word_sense.axis import MAX_REFERENCES, References
from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, WordPreset, find_preset, presets_for
from llm_viz.chapters.attention.compute.word_sense.reading import MAX_CONTEXT_CHARACTERS
from llm_viz.chapters.attention.compute.word_sense.word_groups import find_word
from llm_viz.engine.request_limits import check_text
from llm_viz.kit.markdown import escape, escape_values
from llm_viz.kit.page.frame import Page

MAX_WORD_CHARACTERS = 40
_SUGGESTED, _REFERENCES_OF = "attention-suggested", "attention-references-of"
_COMPLETE = "attention-complete-pair"
"""The last pair that could be read: what is shown while another is being written."""


@dataclass(frozen=True, slots=True)
class WordPair:
    """A word in two contexts. `senses` are the names of sense A and B; `control` another word, None if there is none.

    `key` is that of a word that comes with the app and is measured by its own references, "" for any other. Hashable:
    what was computed for one pair is kept under it.
    """

    model: str
    key: str
    word: str
    contexts: tuple[str, str]
    references: References
    senses: tuple[str, str]
    control: str | None


def suggested_preset(model: str, language: Language) -> WordPreset:
    """The word to begin with: the first of the language whose senses the model tells apart, else the first of all."""
    return (*presets_for(model, language), *presets_for(model, "en"), WORD_PRESETS[0])[0]


def choose_word_pair(page: Page, place: DeltaGenerator, hints: DeltaGenerator) -> WordPair:
    """The controls, bound to the address, folded in `place`; what is still missing is said in `hints`.

    A word of one's own is written field by field. As long as a context lacks it, the last pair that could be read
    stays, and a hint says what is missing. Raises what `check_text` and too long references raise.
    """
    visit, t = page.visit, page.t
    preset = suggested_preset(visit.model, visit.language)
    _follow_suggestion(preset)
    with place, st.expander(t("own-words"), icon=":material/edit:", key="attention-own-words"):
        page.prose("apple")
        _preset_buttons(page)
        own, *sides = st.columns((1, 2, 2))
        word = own.text_input(
            t("word"), preset.word, max_chars=MAX_WORD_CHARACTERS, key="word", bind="query-params",
            persist_state="session",
        )  # fmt: skip
        sided = zip(sides, ("a", "b"), preset.contexts, strict=True)
        first, second = (_context(page, column, key, context) for column, key, context in sided)
        word = (word or "").strip()
        references, control = _references(page, word)
    missing = _missing(word, first, second)
    if missing is None:
        for text in (word, first, second):
            check_text(text)
        pair = _pair(page, word, (first, second), references, control or None)
        st.session_state[_COMPLETE] = pair
        return pair
    before: WordPair | None = st.session_state.get(_COMPLETE)
    suggested = _pair(page, preset.word, preset.contexts, preset.references, preset.control)
    shown = suggested if before is None else replace(before, model=visit.model)
    values = escape_values({"word": word, "shown": shown.word}, t.language)
    hints.caption(f":material/edit: {t(f'own-{missing}', **values)}")
    return shown


def _missing(word: str, first: str, second: str) -> Literal["word", "a", "b", "contexts"] | None:
    """What is still to be written: the word, or a context (or both) that holds it."""
    if not word:
        return "word"
    lacking = [not _holds(context, word) for context in (first, second)]
    return "contexts" if all(lacking) else "a" if lacking[0] else "b" if lacking[1] else None


def _holds(context: str, word: str) -> bool:
    try:
        find_word(context, word)
    except WordNotFound:
        return False
    return True


def _pair(page: Page, word: str, contexts: tuple[str, str], references: References, control: str | None) -> WordPair:
    """The senses are called by name where the references are those that come with the word."""
    known = find_preset(word)
    key = known.key if known is not None and known.references == references else ""
    return WordPair(page.visit.model, key, word, contexts, references, sense_names(page.t, key), control)


def sense_names(t: Strings, key: str) -> tuple[str, str]:
    """What the senses of the word with this key are called; "" for one of the visitor's own."""
    senses = key or "own"
    return t(f"sense-{senses}-a"), t(f"sense-{senses}-b")


def _context(page: Page, place: DeltaGenerator, key: str, suggested: str) -> str:
    label = page.t(f"context-{key}")
    text = place.text_input(
        label, suggested, max_chars=MAX_CONTEXT_CHARACTERS, key=key, bind="query-params", persist_state="session"
    )
    return text or ""


def _preset_buttons(page: Page) -> None:
    """The words whose senses this model tells apart."""
    offered = presets_for(page.visit.model, page.visit.language) or presets_for(page.visit.model, "en")
    if not offered:
        st.caption(page.t("words-none"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="attention-words"):
        st.caption(page.t("presets"), width="content")
        for preset in offered:
            st.button(
                escape(preset.word),
                key=f"attention-word-{preset.key}",
                help=page.t(f"sense-{preset.key}-a") + " / " + page.t(f"sense-{preset.key}-b"),
                on_click=_take,
                args=(preset,),
            )
    st.caption(page.t("words-rule", place=page.t("references")))


def _references(page: Page, word: str) -> tuple[References, str]:
    """The sentences that define the senses, and the control word: those of a known word, or the visitor's own."""
    t, known = page.t, find_preset(word)
    given = ("\n".join(known.references.a), "\n".join(known.references.b)) if known else ("", "")
    control = known.control if known else t("control-suggested")
    if st.session_state.get(_REFERENCES_OF, word) != word:  # another word: its own references, or none
        st.session_state["ref_a"], st.session_state["ref_b"] = given
        st.session_state["control"] = control
    st.session_state[_REFERENCES_OF] = word
    st.markdown(f"**{t('references')}**")
    page.prose("references")
    sides = []
    for place, side, sentences in zip(st.columns(2, gap="large"), ("a", "b"), given, strict=True):
        written = place.text_area(
            t(f"references-{side}", limit=MAX_REFERENCES),
            sentences,
            key=f"ref_{side}",
            bind="query-params",
            persist_state="session",
            max_chars=MAX_REFERENCES * (MAX_CONTEXT_CHARACTERS + 1),
            height=220,
        )
        sides.append(_lines(written or ""))
    word_of_control = st.text_input(
        t("control"), control, key="control", bind="query-params", persist_state="session",
        max_chars=MAX_WORD_CHARACTERS, width=260,
    )  # fmt: skip
    return References(*sides), (word_of_control or "").strip()


def _lines(text: str) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())[:MAX_REFERENCES]
    for line in lines:
        if len(line) > MAX_CONTEXT_CHARACTERS:
            raise TextTooLong(length=len(line), limit=MAX_CONTEXT_CHARACTERS)
    return lines


def take_word(key: str) -> None:
    """Show another of the words that come with the app; any other key is no wish."""
    for preset in WORD_PRESETS:
        if preset.key == key:
            _take(preset)


def _take(preset: WordPreset) -> None:
    state = st.session_state
    state["word"], (state["a"], state["b"]) = preset.word, preset.contexts


def _follow_suggestion(preset: WordPreset) -> None:
    """Where the visitor has not chosen a word of his own, the suggestion follows language and model."""
    state = st.session_state
    before: WordPreset | None = state.get(_SUGGESTED)
    texts = (state.get("word"), state.get("a"), state.get("b"))
    if before is not None and before != preset and texts == (before.word, *before.contexts):
        _take(preset)
    state[_SUGGESTED] = preset
