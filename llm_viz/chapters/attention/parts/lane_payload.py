"""What the pictures of whole texts send of each token: its label, and whether attention rests there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.chapters.attention.compute.attention_links import sinks
from llm_viz.chapters.attention.compute.note_values import token_label
from llm_viz.engine.protocol.tokens import Token


class LanePayload(TypedDict):
    """`Lane` in `one_head.js`: a token, or several that share a lane."""

    label: str
    kind: str


def lane_payload(tokens: Sequence[Token], lane: tuple[int, ...]) -> LanePayload:
    """One lane of a picture; where several tokens share it, what they say is left out."""
    if len(lane) > 1:
        return {"label": "…", "kind": "gathered"}
    return {"label": token_label(tokens[lane[0]]), "kind": "sink" if lane[0] in sinks(tokens) else "word"}
