"""Meaning by layer: score lines and the map of states, both following one layer slider in the browser."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.attention.compute.note_values import signed
from llm_viz.chapters.attention.compute.word_sense.axis import References, mean_sense
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.state_map import StateMap
from llm_viz.chapters.attention.parts.sense_payload import chart_payload, rounded
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component

_STRINGS = (
    "play", "pause", "layer-middle", "layer-last", "band", "control", "point", "map", "component",
    "one-spot",
)  # fmt: skip


def meaning(
    study: WordSenseResult,
    maps: Sequence[StateMap],
    references: References,
    senses: tuple[str, str],
    *,
    layer: int,
    t: Strings,
) -> None:
    """Show the study; `layer` is the one to begin with. `references` are the sentences of the axis, in its order."""
    a, b = study.readings[:2]
    same = np.array_equal(a.hidden[0], b.hidden[0])
    data = chart_payload(study.axis, senses, t, *_STRINGS)
    data["strings"]["layer_0"] = t("sense-layer-0" if same else "sense-layer-0-differs")
    component("meaning", ("sense_text", "sense_chart", "sense_map"))(
        key="meaning",
        data=data
        | {
            "layer": layer,
            "contexts": [
                {"label": visible_words(reading.context), "scores": rounded(scores)}
                for reading, scores in zip(study.readings, study.sense, strict=True)
            ],
            "control": None
            if not study.control
            else {"word": visible_words(study.control_word or ""), "lines": [rounded(line) for line in study.control]},
            "bands": _bands(study),
            "map": _map_payload(maps, references, [reading.context for reading in study.readings]),
            "summary": t("sense-summary", a=signed(mean_sense(study.sense[0])), b=signed(mean_sense(study.sense[1]))),
        },
    )


def _bands(study: WordSenseResult) -> list[Payload]:
    """From the lowest to the highest reference of each sense, each measured by all the others."""
    if min(len(study.axis.a), len(study.axis.b)) < 2:
        return []
    held_out = enumerate(study.axis.held_out())
    return [{"side": side, "low": rounded(one.min(0)), "high": rounded(one.max(0))} for side, one in held_out]


def _map_payload(maps: Sequence[StateMap], references: References, contexts: Sequence[str]) -> Payload:
    sides = ((0, "reference", references.a), (1, "reference", references.b))
    points = [
        {"side": side, "kind": kind, "text": visible_words(text)} for side, kind, texts in sides for text in texts
    ] + [{"side": side, "kind": "context", "text": visible_words(text)} for side, text in enumerate(contexts)]
    return {"points": points, "layers": [_layer_payload(one) for one in maps]}


def _layer_payload(one: StateMap) -> Payload | None:
    """Places between -1 and 1, the same scale in both directions; None where all states are the same."""
    places = np.concatenate([one.a, one.b, one.contexts])
    size = np.abs(places).max()
    if size == 0:
        return None
    return {"places": rounded((places / size).astype(np.float32)), "shares": [round(share, 4) for share in one.shares]}
