"""How the model knows places, and what happens when two tokens change theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

import numpy as np
import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.neighbourhood import CELLS
from llm_viz.chapters.inside.compute.order import Chance, Swap, Swapped
from llm_viz.chapters.inside.parts.machine import MachinePayload
from llm_viz.chapters.inside.parts.words import Marks, WordPayload, sentences
from llm_viz.engine.protocol.anatomy import PlaceEncoding, PlaceKind
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "inside-positions"
_MARKS: Marks = {
    "words": (), "first": (), "second": ("word",), "place": ("number",), "turned": ("number", "steps"),
    "hand": ("angle", "steps", "sum", "rest"), "rotary": ("pairs", "fast", "slow"), "learned": (), "other": (),
    "chances": (), "chances_alt": (), "before": (), "after": (),
}  # fmt: skip


class ChancePayload(TypedDict):
    """`Chance` in `positions.js`; `after` is None as long as the question is open."""

    text: str
    before: float
    after: float | None


class PositionsPayload(TypedDict):
    """What `positions.js` gets; `swap`: places in the row of `words`."""

    question: QuestionPayload
    machine: MachinePayload
    words: list[WordPayload]
    kind: PlaceKind
    frequencies: list[float]
    vectors: list[list[float]]
    swap: tuple[int, int] | None
    chances: list[ChancePayload]
    says: str
    strings: dict[str, str]


def positions_view(
    words: list[WordPayload],
    places: PlaceEncoding,
    swap: Swap | None,
    swapped: Swapped | None,
    says: str,
    question: Question,
    machine: MachinePayload,
    t: Strings,
    *,
    on_swap: Callable[[], None],
) -> None:
    """Draw the places of the words; `on_swap` is called when two others (`asked_swap`) are to change theirs."""
    row = {word["position"]: place for place, word in enumerate(words)}
    shown = None if swap is None or not set(swap) <= row.keys() else (row[swap[0]], row[swap[1]])
    payload: PositionsPayload = {
        "question": question.payload,
        "machine": machine,
        "words": words,
        "kind": places.kind,
        "frequencies": [round(float(angle), 7) for angle in _frequencies(places)],
        "vectors": _vectors(places, list(row)),
        "swap": shown,
        "chances": _chance_payloads(swapped, is_covered=question.is_open),
        "says": says,
        "strings": sentences(t, "positions", _MARKS),
    }
    part(__file__, styles=("stage", "ask", "machine", "words"))(
        _KEY, payload, on_swap_change=on_swap, on_guess_change=question.keep(_KEY)
    )  # fmt: skip


def chance_name(text: str) -> str:
    """A next token without the space around it, unless it is nothing else."""
    return visible(text.strip() or text)


def chance_names(swapped: Swapped) -> list[str]:
    """The next tokens that are drawn, in the order in which they are likely before the swap; each name once."""
    return list(dict.fromkeys(chance_name(chance.text) for chance in _by_before(swapped)))


def _by_before(swapped: Swapped) -> list[Chance]:
    return sorted(swapped.chances, key=lambda chance: -chance.before)


def _chance_payloads(swapped: Swapped | None, *, is_covered: bool) -> list[ChancePayload]:
    return [
        {
            "text": chance_name(chance.text),
            "before": round(chance.before, 5),
            "after": None if is_covered else round(chance.after, 5),
        }
        for chance in ([] if swapped is None else _by_before(swapped))
    ]


def asked_swap() -> tuple[int, int] | None:
    """Two different places in the row that are to be swapped; None if that is nothing one could ask."""
    match st.session_state[_KEY].swap:
        case {"places": [int(one), int(other)]} if one != other:
            return min(one, other), max(one, other)
    return None


def _frequencies(places: PlaceEncoding) -> list[float]:
    """Of pairs that turn, in one kind of layers: that which looks farthest, where there are several."""
    if not places.frequencies:
        return []
    slowest = min(places.frequencies.values(), key=lambda frequencies: float(np.min(frequencies[frequencies > 0])))
    return [float(angle) for angle in slowest if angle > 0]


def _vectors(places: PlaceEncoding, positions: list[int]) -> list[list[float]]:
    if places.vectors is None:
        return []
    known = [position for position in positions if position < len(places.vectors)]
    return [[round(float(cell), 4) for cell in places.vectors[position, :CELLS]] for position in known]
