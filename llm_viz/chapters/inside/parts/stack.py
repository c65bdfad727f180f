"""The stack as a picture: the winner's rank, layer by layer, on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.stack import Climb, stack_notes
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import sentence
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "inside-stack"
_WORDS: dict[str, tuple[str, ...]] = {
    "axis": ("word", "vocabulary"),
    "axis_short": ("word",),
    "layer": (),
    "start": ("rank",),
    "place": ("rank",),
    "here": ("layer",),
    "you": ("layer",),
    "jump": ("layer", "before", "after"),
    "others": ("words",),
    "answer": (),
    "reading": ("layer", "word", "favourite", "share", "rank"),
    "reading_first": ("layer", "word", "share"),
    "legend": (),
    "block": ("layer",),
    "picture": (),
}
"""The words of the part, and the marks that it fills in."""


class LayerPayload(TypedDict):
    """`Layer` in `stack.js`: the finalists' ranks after a layer, and the token that is first there."""

    ranks: list[int]
    favourite: str
    probability: float


class StackPayload(TypedDict):
    """`StackPayload` in `stack.js`. As long as the question is open, `layers` holds the first and the last one only."""

    question: QuestionPayload
    model: str
    count: int
    vocabulary: int
    read: str
    finalists: list[str]
    layers: list[LayerPayload]
    settled: int | None
    jump: int | None
    guess: int | None
    says: list[str]
    words: dict[str, str]


def show_stack(found: Climb, question: Question, page: Page, *, on_layer: Callable[[], None]) -> None:
    """Draw the climb; without the answer, as long as it is asked for.

    `on_layer` is called when one layer (`asked_layer`) is to be opened.
    """
    guess = guessed_layer(question.guess, found.layers)
    notes = () if question.is_open else stack_notes(found, guess)
    part(__file__, styles=("stage", "ask"))(
        _KEY,
        stack_payload(found, question, page, guess, notes),
        on_guess_change=question.keep(_KEY),
        on_layer_change=on_layer,
    )


def stack_payload(
    found: Climb, question: Question, page: Page, guess: int | None, notes: Sequence[Note]
) -> StackPayload:
    """What the browser gets."""
    t = page.t
    readings = (found.readings[0], found.readings[-1]) if question.is_open else found.readings
    asking = [Note("stack-asking", {"token": found.word, "rank": found.ranks[0], "layers": found.layers})]
    said = asking if question.is_open else notes
    return {
        "question": question.payload,
        "model": page.visit.lm.facts.name,
        "count": found.layers,
        "vocabulary": found.vocabulary,
        "read": visible(found.tokens[-1].text),
        "finalists": [visible(candidate.text) for candidate in found.readings[-1].candidates],
        "layers": [_layer(reading) for reading in readings],
        "settled": None if question.is_open else found.settled,
        "jump": None if question.is_open else found.jump,
        "guess": guess,
        "says": [sentence(note, t) for note in said],
        "words": {word: with_marks(t, f"stack-{word.replace('_', '-')}", *marks) for word, marks in _WORDS.items()},
    }


def asked_layer(layers: int) -> int | None:
    """The layer that is to be opened, from 1; None if that is nothing one could ask."""
    match st.session_state[_KEY].layer:
        case int(layer) if 1 <= layer <= layers:
            return layer
    return None


def guessed_layer(guess: str | None, layers: int) -> int | None:
    """The layer that was guessed, if it is one."""
    return int(guess) if guess is not None and guess.isdecimal() and 0 <= int(guess) <= layers else None


def _layer(reading: LensReading) -> LayerPayload:
    favourite = reading.candidates[0]
    return {
        "ranks": list(reading.finalist_ranks),
        "favourite": visible(favourite.text),
        "probability": favourite.probability,
    }
