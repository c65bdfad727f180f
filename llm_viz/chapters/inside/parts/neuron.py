"""A neuron as a picture: the visitor's text, what excites it most in the app's stories, and what it writes."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.neurons import Excitation, Neuron, Search, neuron_note, strongest_felt
from llm_viz.chapters.inside.parts.machine import MachinePayload
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload
from llm_viz.kit.browser.sentence import keep_sentence
from llm_viz.kit.markdown import sentence
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "inside-neuron"
_PLACES, _RAISED, _NAMED = 5, 6, 3
_WORDS: dict[str, tuple[str, ...]] = {
    "yours": (),
    "stories": (),
    "places": (),
    "writes": (),
    "choose": (),
    "name": ("layer", "number"),
    "read": ("text",),
    "felt": ("token", "share"),
    "raised": ("token", "deviations"),
    "asking": ("words",),
    "right": ("raised",),
    "wrong": ("guess", "raised"),
}
"""The words of the part, and the marks that it fills in."""


class PlacePayload(TypedDict):
    """`Place` in `neuron.js`; `share` is that of the strongest place."""

    before: str
    word: str
    after: str
    share: float


class RaisedPayload(TypedDict):
    """A token that the neuron raises, and by how many standard deviations."""

    label: str
    deviations: float


class NeuronPayload(TypedDict):
    """`Neuron` in `neuron.js`; `felt` are the shares of the strongest place that the text's tokens reach."""

    layer: int
    number: int
    words: list[str]
    places: list[PlacePayload]
    raised: list[RaisedPayload]
    felt: list[float]
    says: str


class NeuronsPayload(TypedDict):
    """`NeuronsPayload` in `neuron.js`.

    `asked`: the neuron whose writing is guessed, from 1; as long as that is open, there is no other, and nobody is
    told what it writes.
    """

    question: QuestionPayload
    machine: MachinePayload
    asked: int
    tokens: list[TokenPayload]
    neurons: list[NeuronPayload]
    settings: dict[str, int]
    words: dict[str, str]


def show_neurons(
    search: Search, live: Excitation, asked: int, question: Question, machine: MachinePayload, page: Page
) -> None:
    """Show the neurons, one at a time; a line of a story can be taken as the text of the whole app.

    `asked` is the place of the neuron whose writing is guessed. One begins with it, or else with the neuron that has
    most to say about the text.
    """
    t = page.t
    found = list(zip(search.found, live.activations, strict=True))
    felt = [strongest_felt(neuron, live.tokens, activations)[0] for neuron, activations in found]
    first = asked if question.is_open or question.guess is not None else felt.index(max(felt))
    shown = [found[asked]] if question.is_open else found
    payload: NeuronsPayload = {
        "question": question.payload,
        "machine": machine,
        "asked": asked + 1,
        "tokens": [token_payload(token) for token in live.tokens],
        "neurons": [
            _neuron(neuron, live, activations, page, is_covered=question.is_open) for neuron, activations in shown
        ],
        "settings": {"neuron": page.visit.param_int("neuron", first + 1, 1, len(search.found))},
        "words": {word: with_marks(t, f"neuron-{word}", *marks) for word, marks in _WORDS.items()},
    }
    part(__file__, styles=("stage", "ask", "machine"))(
        _KEY, payload, on_take_change=_take, on_guess_change=question.keep(_KEY)
    )  # fmt: skip


def _take() -> None:
    wanted = st.session_state[_KEY].take
    if isinstance(wanted, str) and wanted:
        keep_sentence(wanted)


def _neuron(neuron: Neuron, live: Excitation, activations: Floats, page: Page, *, is_covered: bool) -> NeuronPayload:
    note = neuron_note(neuron, live.tokens, activations)
    raised = () if is_covered else neuron.raised[:_RAISED]
    different = list(dict.fromkeys(place.word.strip() for place in neuron.places))
    return {
        "layer": neuron.layer + 1,
        "number": neuron.number,
        "words": [visible(word) for word in different[:_NAMED]],
        "places": [
            {
                "before": place.before,
                "word": place.word,
                "after": "" if is_covered else place.after,  # what it writes often follows
                "share": place.activation / neuron.strongest,
            }
            for place in neuron.places[:_PLACES]
        ],
        "raised": [{"label": visible(token.text), "deviations": token.deviations} for token in raised],
        "felt": [round(float(value) / neuron.strongest, 4) for value in activations],
        "says": "" if is_covered else sentence(note, page.t),
    }
