"""The player: a text written step by step, in the browser, from the record of what the model did.

It asks the server for more (`Question`) when it comes near the end of what is recorded, when a visitor takes another
token, and, once at rest, for the notes on what has been shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import legible, visible
from llm_viz.chapters.generation.compute.tree import MAX_LENGTH, ChosenToken, Ending, TextNode, TextTree
from llm_viz.chapters.generation.parts.writing import words
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, TokenPayload, candidate_payload, token_payload
from llm_viz.kit.compute.words import is_sign

_KEY = "generation-player"
_SHOWN_PROMPT = 80
"""Tokens of the prompt that are drawn, counted from its end."""
SPEEDS = ("0.5", "1", "2", "4", "8")
"""How much faster it may play, as the address has it."""

_WORDS = {
    "play": (), "pause": (), "back": (), "forward": (), "rewind": (), "scrubber": (), "speed": (), "keys": (),
    "progress": ("step", "total"), "progress-open": ("step",), "thinking": (),
}  # fmt: skip


class ChosenTokenPayload(TypedDict):
    """`ChosenToken` in `writing_tree.js`: the token that leads to a node, and what it added to the text.

    `shown` is what it added with every character visible, `pending` the bytes, hexadecimal, that wait for the rest of
    their character.
    """

    token: CandidatePayload
    rank: int
    chance: float | None
    bits: float
    added: str
    shown: str
    pending: str


class TextNodePayload(TypedDict):
    """`TextNode` in `writing_tree.js`; a candidate is its id, text with every character visible, kind, probability, and
    whether it is a sign.
    """

    number: int
    parent: int | None
    depth: int
    ending: Ending | None
    choice: ChosenTokenPayload | None
    candidates: list[tuple[int, str, str, float, bool]] | None


class PlayerPayload(TypedDict):
    """What `player.js` gets: `Showing`, with the end of the prompt and how many of its tokens stand before that."""

    serial: int
    tree: int
    node: int
    seen: int
    answered: int
    nodes: list[TextNodePayload]
    prompt: list[TokenPayload]
    earlier: int
    vocabulary: int
    limit: int
    settings: dict[str, float]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What the player asks: of the tree `tree`, to take `token` at the node `node` or to write on from there (`more`).

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

    `answered` is the number of the last question that has its answer.
    """

    tree: int
    texts: TextTree
    node: int
    seen: int
    answered: int
    prompt: Sequence[Token]
    vocabulary_size: int
    speed: float = 1


def player(showing: Showing, t: Strings, on_ask: Callable[[], None]) -> None:
    """Show the player; `on_ask` is called before the rerun that answers a `question()`."""
    serial = st.session_state.get("generation-serial", 0) + 1
    st.session_state["generation-serial"] = serial  # so that every answer reaches the browser, also an unchanged one
    payload: PlayerPayload = {
        "serial": serial,
        "tree": showing.tree,
        "node": showing.node,
        "seen": showing.seen,
        "answered": showing.answered,
        "nodes": [_node_payload(node) for node in showing.texts.nodes.values()],
        "prompt": [token_payload(token) for token in showing.prompt[-_SHOWN_PROMPT:]],
        "earlier": max(0, len(showing.prompt) - _SHOWN_PROMPT),
        "vocabulary": showing.vocabulary_size,
        "limit": MAX_LENGTH,
        "settings": {"speed": showing.speed},
        "words": words(t, "player", _WORDS),
    }
    part(__file__)(_KEY, payload, on_ask_change=on_ask)


def question() -> Question | None:
    """What the player has just asked; None if that is nothing one could ask."""
    asked = st.session_state[_KEY].ask
    try:
        found = Question(**asked)
    except TypeError:
        return None
    numbers = (found.number, found.tree, found.node, found.seen, 0 if found.token is None else found.token)
    return found if all(type(number) is int for number in numbers) and type(found.more) is bool else None


def _node_payload(node: TextNode) -> TextNodePayload:
    prediction = node.prediction
    return {
        "number": node.number,
        "parent": node.parent,
        "depth": node.depth,
        "ending": node.ending,
        "choice": None if node.choice is None else _choice_payload(node.choice, node.added, node.pending),
        "candidates": None
        if prediction is None
        else [_candidate_row(candidate) for candidate in prediction.candidates],
    }


def _choice_payload(choice: ChosenToken, added: str, pending: bytes) -> ChosenTokenPayload:
    return {
        "token": candidate_payload(choice.token),
        "rank": choice.rank,
        "chance": choice.chance,
        "bits": choice.entropy_bits,
        "added": legible(added),
        "shown": visible(added),
        "pending": pending.hex(" ").upper(),
    }


def _candidate_row(candidate: Candidate) -> tuple[int, str, str, float, bool]:
    """A candidate in few bytes, as there are ten to each node."""
    probability, sign = float(f"{candidate.probability:.4g}"), is_sign(candidate.text, candidate.kind)
    return candidate.id, visible(candidate.text), candidate.kind, probability, sign
