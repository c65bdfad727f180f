"""The path from text to next token as an animation that plays in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings, strings
from llm_viz.base.visible import visible
from llm_viz.chapters import chapters
from llm_viz.chapters.home.compute import rounds as home
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, TokenPayload, candidate_payload, token_payload
from llm_viz.kit.visit import Visit

_KEY, _WISH = "journey", "journey-wish"
_SHOWN_TOKENS = 12
_STAGES = {
    "text": "generation",
    "tokens": "tokens",
    "layers": "next_token",
    "probabilities": "next_token",
    "chosen": "sampling",
}
"""The chapter behind each stage of the path."""
_LABELS = ("play", "pause", "step", "back", "restart", "waiting", "ended", "text", "tokens", "layers", "probabilities",
           "chosen", "embeddings", "others", "again")  # fmt: skip


class LayerPayload(TypedDict):
    """`Layer` in `journey.js`: what would be chosen after a layer, and how probable the final choice is there."""

    layer: int
    favourite: CandidatePayload
    winner: float
    first: bool


class RoundPayload(TypedDict):
    """`Round` in `journey.js`; `written` is what each token of the rounds before has added to the text."""

    name: str
    written: list[str]
    earlier: str
    tokens: list[TokenPayload]
    layers: list[LayerPayload]
    candidates: list[CandidatePayload]
    rest: float
    ends: bool


class DoorPayload(TypedDict):
    """The way to a chapter."""

    chapter: str
    label: str


class JourneyPayload(TypedDict):
    """What `journey.js` gets; `complete`: no further round comes."""

    model: str
    text: str
    rounds: list[RoundPayload]
    complete: bool
    labels: dict[str, str]
    doors: dict[str, DoorPayload | None]


def journey(visit: Visit, t: Strings, rounds: tuple[home.Round, ...]) -> None:
    """Show the rounds; the browser asks for another one (`wanted_rounds`) while it plays the one before."""
    payload: JourneyPayload = {
        "model": visit.model,
        "text": visit.text,
        "rounds": [_round_payload(each, number, t) for number, each in enumerate(rounds)],
        "complete": len(rounds) == home.MAX_ROUNDS or home.ends(rounds[-1]),
        "labels": {name: t(f"journey-{name}") for name in _LABELS},
        "doors": {stage: _door(name, t) for stage, name in _STAGES.items()},
    }
    part(__file__)(_KEY, payload, on_more_change=_keep_wish, on_door_change=_go)


def wanted_rounds(visit: Visit) -> int:
    """How many rounds the browser has asked for, for this text and model."""
    if _KEY not in st.session_state:  # the visitor comes from another page: the animation begins anew
        st.session_state.pop(_WISH, None)
    wish: Any = st.session_state.get(_WISH)
    if not isinstance(wish, dict) or (wish.get("model"), wish.get("text")) != (visit.model, visit.text):
        return 1
    count = wish.get("count")
    return min(count, home.MAX_ROUNDS) if isinstance(count, int) and count > 0 else 1


def _keep_wish() -> None:
    st.session_state[_WISH] = st.session_state[_KEY].more


def _go() -> None:
    wanted = st.session_state[_KEY].door
    for chapter in chapters():
        if chapter.name == wanted:
            st.switch_page(st.Page(chapter.door, url_path=chapter.name))


def _door(name: str, t: Strings) -> DoorPayload | None:
    for chapter in chapters():
        if chapter.name == name:
            return {"chapter": name, "label": f"{chapter.number} {strings(t.language, name)('title')}"}
    return None


def _round_payload(played: home.Round, number: int, t: Strings) -> RoundPayload:
    """`number` counts from 0, so it is also how many of the tokens were chosen in the rounds before."""
    return {
        "name": t("journey-round", number=number + 1),
        "written": _written(played.tokens[len(played.tokens) - number :]),
        "earlier": t("journey-earlier", count=len(played.tokens) - _SHOWN_TOKENS),
        "tokens": [token_payload(token) for token in played.tokens[-_SHOWN_TOKENS:]],
        "layers": [_layer_payload(layer, played.layers[layer]) for layer in home.shown_layers(len(played.layers))],
        "candidates": [candidate_payload(candidate) for candidate in played.next.candidates],
        "rest": played.next.rest_probability,
        "ends": home.ends(played),
    }


def _layer_payload(layer: int, reading: LensReading) -> LayerPayload:
    return {
        "layer": layer,
        "favourite": candidate_payload(reading.candidates[0]),
        "winner": reading.winner_probability,
        "first": reading.winner_rank == 1,
    }


def _written(tokens: Sequence[Token]) -> list[str]:
    """What each of these tokens added to the text: nothing, if it only finished a character of the token before."""
    pieces: list[str] = []
    end = 0
    for token in tokens:
        piece = token.text[max(0, end - token.start) :]
        pieces.append(piece if piece.strip() else visible(piece))
        end = max(end, token.end)
    return pieces
