"""An axis between two senses, made by hand, and what tiny models measure on one, the slow way."""

from __future__ import annotations

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.axis import References, SenseAxis, mean_sense
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, HeadAblation, TraceRequest

REFERENCES = References(("the sweet apple", "a red apple"), ("the phone of apple", "stock of apple"))
CONTEXT = "we ate the red apple"


def made_up_axis() -> SenseAxis:
    """Two layers over the embedding; A and B differ along the first direction, and not at all in layer 0."""
    a = np.array([[[5, 5], [2, 1], [6, 0]], [[5, 5], [2, -1], [4, 0]]], np.float32)
    b = np.array([[[5, 5], [-2, 1], [-4, 0]], [[5, 5], [-2, -1], [-6, 0]]], np.float32)
    return SenseAxis(a, b)


def mean_after(
    engine: LocalEngine,
    model: str,
    reading: WordReading,
    axis: SenseAxis,
    *interventions: AttentionKnockout | HeadAblation,
) -> float:
    """What an ordinary trace with these interventions gives: the slow way to a shift."""
    capture = Capture(hidden="all", positions=(reading.position,))
    hidden = engine.trace(TraceRequest(model, reading.context, capture=capture, interventions=interventions)).hidden
    return mean_sense(axis.score(np.stack([hidden[layer][0] for layer in sorted(hidden)])))
