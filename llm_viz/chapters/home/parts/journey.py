"""The path from text to next token as an animation that plays in the browser."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.base.i18n import Strings, strings
from llm_viz.base.visible import visible
from llm_viz.chapters import chapters
from llm_viz.chapters.home import compute as home
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.browser.payload import Payload, candidate_payload, token_payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.visit import Visit

_KEY = "journey"
_SHOWN_TOKENS = 12
_STAGES = {
    "text": "generation",
    "tokens": "tokens",
    "layers": "attention",
    "probabilities": "next_token",
    "chosen": "sampling",
}
"""The chapter behind each stage of the path."""
_LABELS = ("play", "pause", "step", "back", "restart", "waiting", "ended", "text", "tokens", "layers", "probabilities",
           "chosen", "embeddings", "others", "again")  # fmt: skip


def journey(visit: Visit, t: Strings, rounds: tuple[home.Round, ...]) -> None:
    """Show the rounds; the browser asks for another one (`wanted_rounds`) while it plays the one before."""
    component("journey")(
        key=_KEY,
        data={
            "model": visit.model,
            "text": visit.text,
            "rounds": [_round_payload(one, number, t) for number, one in enumerate(rounds)],
            "complete": len(rounds) == home.MAX_ROUNDS or home.ends(rounds[-1]),
            "labels": {name: t(f"journey-{name}") for name in _LABELS},
            "doors": {stage: _door(name, t) for stage, name in _STAGES.items()},
        },
        on_more_change=lambda: None,
        on_door_change=_go,
    )


def wanted_rounds(visit: Visit) -> int:
    """How many rounds the browser has asked for, for this text and model."""
    wish = st.session_state.get(_KEY, {}).get("more")
    if not isinstance(wish, dict) or (wish.get("model"), wish.get("text")) != (visit.model, visit.text):
        return 1
    count = wish.get("count")
    return min(count, home.MAX_ROUNDS) if isinstance(count, int) and count > 0 else 1


def _go() -> None:
    wanted = st.session_state[_KEY].door
    for chapter in chapters():
        if chapter.name == wanted:
            st.switch_page(st.Page(chapter.door, url_path=chapter.name))


def _door(name: str, t: Strings) -> Payload | None:
    for chapter in chapters():
        if chapter.name == name:
            return {"chapter": name, "label": f"{chapter.number} {strings(t.language, name)('title')}"}
    return None


def _round_payload(one: home.Round, number: int, t: Strings) -> Payload:
    """`number` counts from 0, so it is also how many of the tokens were chosen in the rounds before."""
    return {
        "name": t("journey-round", number=number + 1),
        "written": _written(one.tokens[len(one.tokens) - number :]),
        "earlier": t("journey-earlier", count=len(one.tokens) - _SHOWN_TOKENS),
        "tokens": [token_payload(token) for token in one.tokens[-_SHOWN_TOKENS:]],
        "layers": [_layer_payload(layer, one.layers[layer]) for layer in home.shown_layers(len(one.layers))],
        "candidates": [candidate_payload(candidate) for candidate in one.next.candidates],
        "rest": one.next.rest_probability,
        "ends": home.ends(one),
    }


def _layer_payload(layer: int, reading: LensReading) -> Payload:
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
