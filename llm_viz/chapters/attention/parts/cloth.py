"""Act 2: a cloth over words of a context, and where the needle of the studied word rests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.covers import CoverWord, Mask
from llm_viz.kit.browser.part import part

_KEY = "cloth"
_TEXTS = {
    "picture": (), "cover_all": (), "open_all": (), "pinned": (), "ask": (), "cover": ("text",), "needle": (),
    "nothing": ("base", "sense"), "moves": ("who", "base", "rest"), "turns": ("from", "to"), "way": ("share",),
    "way_none": (), "way_back": ("share",), "one": ("text",), "many": ("count",), "all": ("count",), "waiting": (),
    "no_words": (),
}  # fmt: skip


class ClothWordPayload(TypedDict):
    """`ClothWord` in `cloth.js`."""

    text: str
    kind: str


class SentencePayload(TypedDict):
    """A sentence to choose."""

    key: str
    name: str
    title: str


class ClothPayload(TypedDict):
    """`ClothPayload` in `cloth.js`; `rests` are pairs of a mask and where the needle rests then."""

    key: str
    subject: str
    words: list[ClothWordPayload]
    senses: tuple[str, str]
    rests: list[tuple[Mask, float]]
    sentences: list[SentencePayload]
    chosen: str
    note: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be chosen: its key in the address, what it is called, and its text."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Cloth:
    """What the picture shows: the words of the chosen sentence and the needle for sets of covered ones.

    `subject` tells one question from another; `note` says how the sentence was chosen, "" for nothing.
    """

    key: str
    subject: str
    words: Sequence[CoverWord]
    senses: tuple[str, str]
    rests: Mapping[Mask, float]
    layers: int
    note: str


def show_cloth(
    cloth: Cloth,
    sentences: Sequence[Sentence],
    chosen: str,
    *,
    t: Strings,
    on_sentence: Callable[[], None],
    on_mask: Callable[[], None],
) -> None:
    """Show it; the callbacks come before the rerun that answers `asked_sentence()` and `asked_mask()`."""
    payload: ClothPayload = {
        "key": cloth.key,
        "subject": cloth.subject,
        "words": [_word(word, t) for word in cloth.words],
        "senses": cloth.senses,
        "rests": [(mask, round(rest, 4)) for mask, rest in cloth.rests.items()],
        "sentences": [{"key": each.key, "name": each.name, "title": visible(each.text)} for each in sentences],
        "chosen": chosen,
        "note": cloth.note,
        "texts": _texts(t, cloth),
    }
    part(__file__, styles=("stage", "act"))(_KEY, payload, on_sentence_change=on_sentence, on_mask_change=on_mask)


def asked_sentence() -> str:
    """The key of the sentence that was chosen; what the browser sent need not be one."""
    return str(st.session_state[_KEY].sentence)


def asked_mask() -> Mask | None:
    """The set of words whose pass is missing; None if that is none."""
    mask = st.session_state[_KEY].mask
    return mask if type(mask) is int and mask >= 0 else None


def _word(word: CoverWord, t: Strings) -> ClothWordPayload:
    """A word for the browser; a token that a model puts before every text is called what it is."""
    is_start = word.kind == "pinned" and word.positions == (0,) and word.text.startswith("<")
    return {"text": t("start-of-text") if is_start else visible(word.text), "kind": word.kind}


def _texts(t: Strings, cloth: Cloth) -> dict[str, str]:
    word = next(visible(each.text) for each in cloth.words if each.kind == "word")
    third = last_third(cloth.layers)
    texts = {
        name: t(f"cloth-{name.replace('_', '-')}", word=word, first=third[0], last=third[-1], **_marks(marks))
        for name, marks in _TEXTS.items()
    }
    return texts | {"name": t("section-cloth"), "about": t("about-picture")}


def _marks(names: Sequence[str]) -> dict[str, str]:
    return {name: f"{{{name}}}" for name in names}
