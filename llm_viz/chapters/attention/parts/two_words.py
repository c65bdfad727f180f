"""Act 1: one word after two contexts, layer by layer on the scale of its senses; the browser asks where B ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.attention.compute.word_sense.presets import WordPreset
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.scale import SenseScale
from llm_viz.chapters.attention.compute.word_sense.word_groups import find_word
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "two_words"
_TEXTS = {
    "picture": (), "play": (), "pause": (), "layer_name": (), "layer": ("layer", "layers"), "layer_0": (),
    "pole": ("sign", "sense"), "early": ("layer",), "early_one": (), "guess": (), "commit": (), "how": (),
    "before": ("layers", "a", "sense"), "before_differs": ("layers", "a", "sense"), "start": (), "start_differs": (),
    "early_says": ("layer", "right", "tests"), "layer_says": ("layer", "a", "b", "apart"),
    "after": ("a", "b", "apart"), "off": ("off",), "no_scale": ("right", "tests"),
}  # fmt: skip


class ControlPayload(TypedDict):
    """Another word in the same two places, each place measured from the middle of the two."""

    word: str
    places: tuple[list[float], list[float]]


class OfferedPayload(TypedDict):
    """A word that comes with the app."""

    key: str
    name: str


class LayerSetting(TypedDict):
    """The layer that the visitor looks at."""

    layer: int


class TwoWordsPayload(TypedDict):
    """`TwoWordsPayload` in `two_words.js`; while the question is open, nothing of context B's places is in it."""

    key: str
    word: str
    before: tuple[str, str]
    goes_on: bool
    same_start: bool
    senses: tuple[str, str]
    layers: int
    first: int | None
    tests: int
    right: list[int]
    places: tuple[list[float], list[float] | None]
    control: ControlPayload | None
    held_out: tuple[list[list[float]], list[list[float]]] | None
    offered: list[OfferedPayload]
    question: QuestionPayload
    settings: LayerSetting
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """The word that the picture is about: its key ("" for one of the visitor's own), the senses, what is offered."""

    key: str
    senses: tuple[str, str]
    offered: Sequence[WordPreset]


def two_words(
    result: WordSenseResult,
    scale: SenseScale,
    subject: Subject,
    question: Question,
    *,
    t: Strings,
    on_word: Callable[[], None],
) -> None:
    """Show the picture; `on_word` is called when another of the offered words is chosen (`chosen_word`)."""
    a, b = result.readings
    is_open = question.is_open
    scores = [scale.places(reading.hidden) for reading in (a, b)]
    payload: TwoWordsPayload = {
        "key": subject.key,
        "word": visible(result.word),
        "before": (_before(a, result.word), _before(b, result.word)),
        "goes_on": any(_goes_on(reading, result.word) for reading in (a, b)),
        "same_start": bool(np.array_equal(a.hidden[0], b.hidden[0])),
        "senses": subject.senses,
        "layers": scale.axis.layers,
        "first": scale.first_layer,
        "tests": scale.tests,
        "right": list(scale.right),
        "places": (_rounded(scores[0]), None if is_open else _rounded(scores[1])),
        "control": None if is_open else _control(result),
        "held_out": None if is_open or scale.held_out is None else _held_out(*scale.held_out),
        "offered": [{"key": preset.key, "name": preset.word} for preset in subject.offered],
        "question": question.payload,
        "settings": {"layer": scale.axis.layers},
        "texts": _texts(t, result),
    }
    part(__file__, styles=("stage", "ask", "act"))(
        _KEY, payload, on_guess_change=question.keep(_KEY), on_word_change=on_word
    )


def chosen_word() -> str:
    """The key of the word that was chosen in the picture; what the browser sent need not be one."""
    return str(st.session_state[_KEY].word)


def _before(reading: WordReading, word: str) -> str:
    start, _ = find_word(reading.context, word)
    return visible_words(reading.context[:start].strip())


def _goes_on(reading: WordReading, word: str) -> bool:
    _, end = find_word(reading.context, word)
    return bool(reading.context[end:].strip())


def _control(result: WordSenseResult) -> ControlPayload | None:
    """Where another word stands on the ruler of this one means nothing: only how far it moves does."""
    if result.control_moved is None or result.control_word is None:
        return None
    return {
        "word": visible(result.control_word),
        "places": (_rounded(result.control_moved), _rounded(-result.control_moved)),
    }


def _held_out(a: Floats, b: Floats) -> tuple[list[list[float]], list[list[float]]]:
    return [_rounded(sentence) for sentence in a], [_rounded(sentence) for sentence in b]


def _rounded(scores: Floats) -> list[float]:
    return [round(float(score), 4) for score in scores]


def _texts(t: Strings, result: WordSenseResult) -> dict[str, str]:
    word = visible(result.word)
    texts = {
        name: t(f"words-{name.replace('_', '-')}", word=word, **{mark: f"{{{mark}}}" for mark in marks})
        for name, marks in _TEXTS.items()
    }
    control = {"word": visible(result.control_word or ""), "control": "{control}"}
    return texts | {
        "name": t("section-apple"),
        "word": t("word"),
        "mark": t("words-mark", word=word),
        "control": t("words-control", word=control["word"]),
        "control_still": t("words-control-still", **control),
        "control_moved": t("words-control-moved", **control),
    }
