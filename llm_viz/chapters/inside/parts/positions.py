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
from llm_viz.chapters.inside.parts.words import Marks, WordPayload, sentences
from llm_viz.engine.protocol.anatomy import PlaceEncoding, PlaceKind
from llm_viz.kit.browser.part import part

_KEY = "inside-positions"
_MARKS: Marks = {
    "words": (), "before": (), "after": (), "places": (), "first": (), "second": ("word",), "place": ("number",),
    "rotary": ("pairs", "fast", "slow"), "learned": (), "other": (), "chances": (),
}  # fmt: skip


class ChancePayload(TypedDict):
    """`Chance` in `positions.js`."""

    text: str
    before: float
    after: float


class PositionsPayload(TypedDict):
    """What `positions.js` gets; `swap`: places in the row of `words`."""

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
    t: Strings,
    on_swap: Callable[[], None],
) -> None:
    """Draw the places of the words; `on_swap` is called when two others (`asked_swap`) are to change theirs."""
    row = {word["position"]: place for place, word in enumerate(words)}
    shown = None if swap is None or not set(swap) <= row.keys() else (row[swap[0]], row[swap[1]])
    payload: PositionsPayload = {
        "words": words,
        "kind": places.kind,
        "frequencies": [round(float(angle), 7) for angle in _frequencies(places)],
        "vectors": _vectors(places, list(row)),
        "swap": shown,
        "chances": [] if swapped is None else [_chance_payload(chance) for chance in swapped.chances],
        "says": says,
        "strings": sentences(t, "positions", _MARKS),
    }
    part(__file__, styles=("stage", "inside"))(_KEY, payload, on_swap_change=on_swap)


def _chance_payload(chance: Chance) -> ChancePayload:
    name = visible(chance.text.strip() or chance.text)
    return {"text": name, "before": round(chance.before, 5), "after": round(chance.after, 5)}


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
