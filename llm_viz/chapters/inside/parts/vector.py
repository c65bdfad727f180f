"""The row of numbers that a token is, and which tokens have a similar one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.neighbourhood import Drift, Sky, Star, WordSum
from llm_viz.chapters.inside.parts.machine import MachinePayload, machine_payload
from llm_viz.chapters.inside.parts.words import Marks, WordPayload, sentences
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "inside-vector"
_LONGEST = 40  # characters of a word
_MARKS: Marks = {
    "words": (), "view_near": (), "view_sum": (), "closer": (), "crowd": ("count", "vocabulary"),
    "mean": ("cosine",), "list": ("word", "width", "shown"),
    "compute": (), "field_0": (), "field_1": (), "field_2": (),
    "says": ("word", "width", "vocabulary", "nearest", "cosine"), "says_alone": ("word", "width"),
    "right": ("guess",), "wrong": ("guess", "guessed"), "open": (), "made_of": ("word", "other"),
    "made_under": (), "term": ("index", "input", "weight"), "others": ("count",), "cosine": (),
    "twins": ("word", "after", "end", "layers"), "twins_placed": ("word", "start", "end", "layers"),
}  # fmt: skip


class StarPayload(TypedDict):
    """`Star` in `sky_math.js`; `terms`: a place (from 0), and the two numbers there."""

    text: str
    cosine: float
    turn: float
    terms: list[tuple[int, float, float]]


class SkyPayload(TypedDict):
    """`SkyPayload` in `vector.js`."""

    cells: list[float]
    stars: list[StarPayload]
    mean: float
    crowd: list[float]


class DriftPayload(TypedDict):
    """`DriftPayload` in `vector.js`."""

    first: int
    last: int
    cosines: list[float]


class SumPayload(TypedDict):
    """`SumPayload` in `vector.js`; `says`: what came out, in words."""

    words: list[str]
    sky: SkyPayload | None
    says: str


class VectorSettings(TypedDict):
    """Which word (its place in the row) and which view is shown."""

    word: int
    view: str


class VectorPayload(TypedDict):
    """What `vector.js` gets; `skies` by the token's id, without stars as long as the question is open."""

    name: str
    question: QuestionPayload
    machine: MachinePayload
    words: list[WordPayload]
    skies: dict[str, SkyPayload]
    drift: DriftPayload | None
    sum: SumPayload
    sums: list[list[str]]
    word: int
    width: int
    vocabulary: int
    settings: VectorSettings
    strings: dict[str, str]


def vector_view(
    name: str,
    question: Question,
    words: list[WordPayload],
    word: int,
    skies: Mapping[int, Sky],
    drift: Drift | None,
    summed: SumPayload,
    sums: Sequence[WordSum],
    facts: ModelFacts,
    t: Strings,
    *,
    on_sum: Callable[[], None],
) -> None:
    """Draw the tokens of a sentence, at first `word` (its place in the row).

    `on_sum` is called when another sum (`asked_sum`) is wanted.
    """
    payload: VectorPayload = {
        "name": name,
        "question": question.payload,
        "machine": machine_payload(facts, words[-1]["label"], t),
        "words": words,
        "skies": {str(token): sky_payload(sky, is_covered=question.is_open) for token, sky in skies.items()},
        "drift": None if drift is None or question.is_open else _drift_payload(drift),
        "sum": summed,
        "sums": [list(offered.words) for offered in sums],
        "width": facts.width,
        "vocabulary": facts.vocabulary_size,
        "word": word,
        "settings": {"word": word, "view": "near"},
        "strings": sentences(t, "vector", _MARKS),
    }
    part(__file__, styles=("stage", "ask", "machine", "products"))(
        _KEY, payload, on_sum_change=on_sum, on_guess_change=question.keep(_KEY)
    )  # fmt: skip


def asked_sum() -> tuple[str, str, str] | None:
    """The three words that the picture has just asked for; None if that is nothing one could ask."""
    match st.session_state[_KEY].sum:
        case {"words": [str(first), str(without), str(plus)]}:
            return first.strip()[:_LONGEST], without.strip()[:_LONGEST], plus.strip()[:_LONGEST]
    return None


def sky_payload(sky: Sky, *, is_covered: bool = False) -> SkyPayload:
    """The sky for the browser; if it `is_covered`, without its stars."""
    return {
        "cells": [round(float(cell), 4) for cell in sky.cells],
        "stars": [] if is_covered else [_star_payload(star) for star in sky.stars],
        "mean": round(sky.mean_cosine, 4),
        "crowd": [round(float(cosine), 3) for cosine in sky.crowd],
    }


def _star_payload(star: Star) -> StarPayload:
    return {
        "text": visible(star.text.strip()),
        "cosine": round(star.cosine, 4),
        "turn": round(star.turn, 4),
        "terms": [(term.place, round(term.one, 4), round(term.other, 4)) for term in star.terms],
    }


def _drift_payload(drift: Drift) -> DriftPayload:
    return {"first": drift.first, "last": drift.last, "cosines": [round(cosine, 5) for cosine in drift.cosines]}
