"""A neuron as a picture: the visitor's text, what excites it most in the app's stories, and what it writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.neurons import Excitation, Neuron, Search, neuron_note, strongest_felt
from llm_viz.chapters.inside.parts.machine import MachinePayload
from llm_viz.engine.protocol.neurons import NeuronRow, NeuronSum
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
    "open": ("token", "share"),
    "made_of": ("token",),
    "gate": (),
    "factor": (),
    "bent": (),
    "product": (),
    "share": ("share",),
    "asking": ("words",),
    "right": ("raised",),
    "wrong": ("guess", "raised"),
}
"""The words of the part, and the marks that it fills in."""
_SUM_WORDS: dict[str, tuple[str, ...]] = {
    "term": ("index", "input", "weight"), "others": ("count",), "bias": (), "value": (),
}  # fmt: skip
"""Words of a sum, which the act of the block has too."""
Asked = tuple[int, int]
"""Which neuron (a place on the list), and which token of the text."""


class TermPayload(TypedDict):
    """`Term` in `products.js`."""

    index: int
    input: float
    weight: float


class RowPayload(TypedDict):
    """`Row` in `neuron_sum.js`."""

    terms: list[TermPayload]
    others: float
    others_count: int
    bias: float
    value: float


class SumPayload(TypedDict):
    """`Sum` in `neuron_sum.js`: `NeuronSum`, and what it is of; `problem`: why there is none, "" where there is one."""

    neuron: int
    place: int
    gate: RowPayload | None
    factor: RowPayload | None
    opened: float
    activation: float
    share: float
    problem: str


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
    sum: SumPayload | None
    settings: dict[str, int]
    words: dict[str, str]


def show_neurons(
    search: Search,
    live: Excitation,
    asked: int,
    opened: SumPayload | None,
    question: Question,
    machine: MachinePayload,
    page: Page,
    *,
    on_open: Callable[[], None],
) -> None:
    """Show the neurons, one at a time; a line of a story can be taken as the text of the whole app.

    `asked` is the place of the neuron whose writing is guessed. One begins with it, or else with the neuron that has
    most to say about the text. `opened` is the activation that is opened; `on_open` is called when another one
    (`asked_sum`) is wanted.
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
        "sum": None if question.is_open else opened,
        "settings": {"neuron": page.visit.param_int("neuron", first + 1, 1, len(search.found))},
        "words": {word: with_marks(t, f"neuron-{word.replace('_', '-')}", *marks) for word, marks in _WORDS.items()}
        | {word: with_marks(t, f"block-{word}", *marks) for word, marks in _SUM_WORDS.items()},
    }
    part(__file__, styles=("stage", "ask", "machine", "products"))(
        _KEY, payload, on_take_change=_take, on_open_change=on_open, on_guess_change=question.keep(_KEY)
    )  # fmt: skip


def asked_sum() -> Asked | None:
    """What is to be opened; None if that is nothing one could ask."""
    match st.session_state[_KEY].open:
        case {"neuron": int(neuron), "place": int(place)} if neuron >= 0 and place >= 0:
            return neuron, place
    return None


def sum_payload(asked: Asked, found: NeuronSum | None, strongest: float, problem: str = "") -> SumPayload:
    """The sum for the browser, or why there is none; `strongest` is the activation that counts as 100 %."""
    neuron, place = asked
    return {
        "neuron": neuron,
        "place": place,
        "gate": None if found is None else _row_payload(found.gate),
        "factor": None if found is None or found.factor is None else _row_payload(found.factor),
        "opened": 0.0 if found is None else found.opened,
        "activation": 0.0 if found is None else found.activation,
        "share": 0.0 if found is None else found.activation / strongest,
        "problem": problem,
    }


def _row_payload(row: NeuronRow) -> RowPayload:
    return {
        "terms": [{"index": term.index, "input": term.input, "weight": term.weight} for term in row.terms],
        "others": row.others,
        "others_count": row.others_count,
        "bias": row.bias,
        "value": row.value,
    }


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
