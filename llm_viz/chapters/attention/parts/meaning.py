"""Meaning by layer: score lines and the map of states, both following one layer slider in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

import numpy as np

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.attention.compute.note_values import signed
from llm_viz.chapters.attention.compute.word_sense.axis import References, SenseAxis, mean_sense
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.state_map import StateMap
from llm_viz.chapters.attention.parts.sense_payload import ChartPayload, Scores, chart_payload, rounded
from llm_viz.kit.browser.part import part

_STRINGS = (
    "play", "pause", "layer-middle", "layer-last", "band", "point", "map", "component", "one-spot",
)  # fmt: skip


class ScoredContext(TypedDict):
    """A context and its score in each layer."""

    label: str
    scores: Scores


class BandPayload(TypedDict):
    """The lowest and the highest score of the references of a sense (0 = A), layer by layer."""

    side: int
    low: Scores
    high: Scores


class PointPayload(TypedDict):
    """A point of the map; `side` is the sense of a reference, or which of the two contexts."""

    side: int
    kind: Literal["reference", "context"]
    text: str


class MapLayerPayload(TypedDict):
    """Places [x, y] from −1 to 1 in the order of the points, and the shares of variance of both components."""

    places: list[Scores]
    shares: list[float]


class MapPayload(TypedDict):
    """The map: `layers` has None where all states are the same."""

    points: list[PointPayload]
    layers: list[MapLayerPayload | None]


class LayerSetting(TypedDict):
    """The layer that the visitor looks at."""

    layer: int


class MeaningPayload(ChartPayload):
    """What `meaning.js` shows; `summary` says the same to the blind."""

    contexts: list[ScoredContext]
    bands: list[BandPayload]
    map: MapPayload
    summary: str
    settings: LayerSetting


def meaning(
    result: WordSenseResult,
    maps: Sequence[StateMap],
    references: References,
    senses: tuple[str, str],
    *,
    layer: int,
    t: Strings,
) -> None:
    """Show the result; `layer` is the one to begin with. `references` are the sentences of the axis, in its order."""
    a, b = result.readings
    same = np.array_equal(a.hidden[0], b.hidden[0])
    chart = chart_payload(result.axis, senses, t, *_STRINGS)
    chart["strings"]["layer_0"] = t("sense-layer-0" if same else "sense-layer-0-differs")
    payload: MeaningPayload = {
        **chart,
        "contexts": [
            {"label": visible_words(reading.context), "scores": rounded(scores)}
            for reading, scores in zip(result.readings, result.sense, strict=True)
        ],
        "bands": _bands(result.axis),
        "map": _map_payload(maps, references, [reading.context for reading in result.readings]),
        "summary": t("sense-summary", a=signed(mean_sense(result.sense[0])), b=signed(mean_sense(result.sense[1]))),
        "settings": {"layer": layer},
    }
    part(__file__, styles=("graph", "sense"))("meaning", payload)


def _bands(axis: SenseAxis) -> list[BandPayload]:
    """From the lowest to the highest reference of each sense, each measured by all the others."""
    if not axis.can_hold_out:
        return []
    return [
        {"side": side, "low": rounded(scores.min(0)), "high": rounded(scores.max(0))}
        for side, scores in enumerate(axis.held_out())
    ]


def _map_payload(maps: Sequence[StateMap], references: References, contexts: Sequence[str]) -> MapPayload:
    points: list[PointPayload] = [
        {"side": side, "kind": "reference", "text": visible_words(text)}
        for side, texts in enumerate((references.a, references.b))
        for text in texts
    ]
    points += [{"side": side, "kind": "context", "text": visible_words(text)} for side, text in enumerate(contexts)]
    return {"points": points, "layers": [_layer_payload(sense_map) for sense_map in maps]}


def _layer_payload(sense_map: StateMap) -> MapLayerPayload | None:
    """Places between -1 and 1, the same scale in both directions; None where all states are the same."""
    places = np.concatenate([sense_map.a, sense_map.b, sense_map.contexts])
    size = np.abs(places).max()
    if size == 0:
        return None
    scaled = (places / size).astype(np.float32)
    return {
        "places": [rounded(place) for place in scaled],
        "shares": [round(share, 4) for share in sense_map.shares],
    }
