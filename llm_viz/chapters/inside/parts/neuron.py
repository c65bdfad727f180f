"""A neuron as a picture: the visitor's text, what excites it most in the app's stories, and what it writes."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.neurons import Excitation, Neuron, Search, neuron_note, strongest_felt
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import TokenPayload, token_payload
from llm_viz.kit.browser.sentence import keep_sentence
from llm_viz.kit.markdown import sentence
from llm_viz.kit.page.frame import Page

_KEY = "inside-neuron"
_PLACES, _RAISED, _NAMED = 5, 6, 3
_WORDS: dict[str, tuple[str, ...]] = {
    "yours": (),
    "stories": (),
    "writes": (),
    "choose": (),
    "name": ("layer", "number"),
    "read": ("text",),
    "felt": ("token", "share"),
    "raised": ("token", "deviations"),
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
    """`NeuronsPayload` in `neuron.js`."""

    tokens: list[TokenPayload]
    neurons: list[NeuronPayload]
    settings: dict[str, int]
    words: dict[str, str]


def show_neurons(search: Search, live: Excitation, page: Page) -> None:
    """Show the neurons, one at a time; a line of a story can be taken as the text of the whole app."""
    t = page.t
    felt = [
        strongest_felt(neuron, live.tokens, activations)[0]
        for neuron, activations in zip(search.found, live.activations, strict=True)
    ]
    most = 1 + felt.index(max(felt))  # begin with the neuron that has most to say about this text
    payload: NeuronsPayload = {
        "tokens": [token_payload(token) for token in live.tokens],
        "neurons": [
            _neuron(neuron, live, activations, page)
            for neuron, activations in zip(search.found, live.activations, strict=True)
        ],
        "settings": {"neuron": page.visit.param_int("neuron", most, 1, len(search.found))},
        "words": {word: with_marks(t, f"neuron-{word}", *marks) for word, marks in _WORDS.items()},
    }
    part(__file__, styles=("stage",))(_KEY, payload, on_take_change=_take)


def _take() -> None:
    wanted = st.session_state[_KEY].take
    if isinstance(wanted, str) and wanted:
        keep_sentence(wanted)


def _neuron(neuron: Neuron, live: Excitation, activations: Floats, page: Page) -> NeuronPayload:
    note = neuron_note(neuron, live.tokens, activations)
    different = list(dict.fromkeys(place.word.strip() for place in neuron.places))
    return {
        "layer": neuron.layer + 1,
        "number": neuron.number,
        "words": [visible(word) for word in different[:_NAMED]],
        "places": [
            {
                "before": place.before,
                "word": place.word,
                "after": place.after,
                "share": place.activation / neuron.strongest,
            }
            for place in neuron.places[:_PLACES]
        ],
        "raised": [{"label": visible(token.text), "deviations": token.deviations} for token in neuron.raised[:_RAISED]],
        "felt": [round(float(value) / neuron.strongest, 4) for value in activations],
        "says": sentence(note, page.t),
    }
