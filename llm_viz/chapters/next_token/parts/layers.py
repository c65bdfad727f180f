"""What each layer would have said (logit lens), as a bump chart: the five best tokens and the way up of the winner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part

KEY = "next_token-layers"


class ReadingPayload(TypedDict):
    """One of the best tokens after a layer."""

    id: int
    label: str
    probability: float


class LayerPayload(TypedDict):
    """A layer: its best tokens, and rank and probability of the token that wins in the end."""

    candidates: list[ReadingPayload]
    rank: int
    share: float


class WinnerPayload(TypedDict):
    """The token that wins in the end."""

    id: int
    label: str


class LayersPayload(TypedDict):
    """What `layers.js` gets: the layers, the input (0) first; `settings` is where it stands (-1: after the last)."""

    layers: list[LayerPayload]
    winner: WinnerPayload
    says: str
    settings: dict[str, int]
    strings: dict[str, str]


def show_layers(t: Strings, lens: Sequence[LensReading], says: str, layer: int) -> None:
    """Draw the chart over the sentence `says`; `layer` is read out at first (-1: the last)."""
    winner = lens[-1].candidates[0]
    strings = {name: t(f"layers-{name}") for name in ("picture", "scrub", "play", "pause", "first", "layer")}
    payload: LayersPayload = {
        "layers": [_layer(reading) for reading in lens],
        "winner": {"id": winner.id, "label": visible(winner.text)},
        "says": says,
        "settings": {"layer": layer},
        "strings": {
            **strings,
            "after": with_marks(t, "layers-after", "layer", "last"),
            "place": with_marks(t, "layers-place", "place"),
            "stands": with_marks(t, "layers-stands", "rank"),
        },
    }
    part(__file__, styles=("stage",))(KEY, payload)


def _layer(reading: LensReading) -> LayerPayload:
    return {
        "candidates": [
            {"id": one.id, "label": visible(one.text), "probability": one.probability} for one in reading.candidates
        ],
        "rank": reading.winner_rank,
        "share": reading.winner_probability,
    }
