"""The player: a text written step by step, in the browser, from the record of what the model did.

It asks the server for more (`Question`) when it comes near the end of what is recorded, when a visitor takes another
token, and, once at rest, for the notes on what has been shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import legible, visible
from llm_viz.chapters.generation.compute.tree import MAX_LENGTH, Place, TextTree
from llm_viz.chapters.generation.parts.writing import words, writing_component
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.kit.browser.payload import Payload, candidate_payload, token_payload

_KEY = "generation-player"
_SHOWN_PROMPT = 80
"""Tokens of the prompt that are drawn, counted from its end."""

_WORDS = {
    "play": (), "pause": (), "back": (), "forward": (), "rewind": (), "scrubber": (), "speed": (), "keys": (),
    "progress": ("step", "total"), "progress-open": ("step",), "thinking": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What the player asks: of the tree `tree`, to take `token` at the place `node` or to write on from there (`more`).

    `number` counts the questions. `seen`: how many tokens of the text through `node` are shown.
    """

    number: int
    tree: int
    node: int
    token: int | None
    more: bool
    seen: int


@dataclass(frozen=True, slots=True)
class Showing:
    """What the player shows: tree number `tree`, opened at the text through `node` of which `seen` tokens are shown.

    `answered` is the number of the last question that has its answer. `address` are settings for the address.
    """

    tree: int
    texts: TextTree
    node: int
    seen: int
    answered: int
    prompt: Sequence[Token]
    vocabulary_size: int
    address: Mapping[str, str | None]


def player(showing: Showing, t: Strings, on_ask: Callable[[], None]) -> None:
    """Show the player; `on_ask` is called before the rerun that answers a `question()`."""
    serial = st.session_state.get("generation-serial", 0) + 1
    st.session_state["generation-serial"] = serial  # so that every answer reaches the browser, also an unchanged one
    writing_component("player")(
        key=_KEY,
        data={
            "serial": serial,
            "tree": showing.tree,
            "node": showing.node,
            "seen": showing.seen,
            "answered": showing.answered,
            "places": [_place_payload(place) for place in showing.texts.places.values()],
            "prompt": [token_payload(token) for token in showing.prompt[-_SHOWN_PROMPT:]],
            "earlier": max(0, len(showing.prompt) - _SHOWN_PROMPT),
            "vocabulary": showing.vocabulary_size,
            "limit": MAX_LENGTH,
            "address": dict(showing.address),
            "words": words(t, "player", _WORDS),
        },
        on_ask_change=on_ask,
    )


def question() -> Question | None:
    """What the player has just asked; None if that is nothing one could ask."""
    asked = st.session_state[_KEY].ask
    try:
        found = Question(**asked)
    except TypeError:
        return None
    numbers = (found.number, found.tree, found.node, found.seen, 0 if found.token is None else found.token)
    return found if all(type(number) is int for number in numbers) and type(found.more) is bool else None


def _place_payload(place: Place) -> Payload:
    payload: Payload = {"number": place.number, "parent": place.parent, "depth": place.depth, "ending": place.ending}
    if place.choice is not None:
        payload |= {
            "token": candidate_payload(place.choice.token),
            "rank": place.choice.rank,
            "chance": place.choice.chance,
            "forced": place.choice.forced,
            "bits": place.choice.entropy_bits,
            "added": legible(place.added),
            "shown": visible(place.added),
            "pending": place.pending.hex(" ").upper(),
        }
    if place.outlook is not None:
        payload["candidates"] = [_candidate_row(candidate) for candidate in place.outlook.candidates]
    return payload


def _candidate_row(candidate: Candidate) -> list[str | int | float]:
    """A candidate in few bytes, as there are ten to each place."""
    return [candidate.id, visible(candidate.text), candidate.kind, float(f"{candidate.probability:.4g}")]
