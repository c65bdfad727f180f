"""The logit lens as a table: one row a layer, what the model would have said there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, candidate_payload
from llm_viz.kit.compute.predictions import settled_layer


class ReadingPayload(TypedDict):
    """What the model would have said at a layer, and how the token that wins in the end stands there."""

    candidates: list[CandidatePayload]
    winner_probability: float
    winner_rank: str


class LensPayload(TypedDict):
    """What `lens_table.js` gets: the readings, the winner's id, the layer from which on it stays the best; words."""

    layers: list[ReadingPayload]
    winner: int
    settled: int
    caption: str
    layer: str
    embedding: str
    place: list[str]
    rank: str
    probability: str


def lens_table(key: str, lens: Sequence[LensReading], t: Strings) -> None:
    """Show the readings under the widget key `key`, first layer on top. The same token lights up in all rows while
    the pointer is on it.
    """
    winner = lens[-1].candidates[0]
    payload: LensPayload = {
        "layers": [_reading(reading) for reading in lens],
        "winner": winner.id,
        "settled": settled_layer(lens),
        "caption": t("lens-caption"),
        "layer": t("lens-layer"),
        "embedding": t("lens-embedding"),
        "place": [t("lens-place", place=place) for place in range(1, len(lens[-1].candidates) + 1)],
        "rank": t("lens-rank", token=visible(winner.text)),
        "probability": t("lens-probability", token=visible(winner.text)),
    }
    part(__file__)(key, payload)


def _reading(reading: LensReading) -> ReadingPayload:
    return {
        "candidates": [candidate_payload(candidate) for candidate in reading.candidates],
        "winner_probability": reading.winner_probability,
        "winner_rank": f"{reading.winner_rank:,}",
    }
