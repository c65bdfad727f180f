"""How strongly any word or token of a context attends to any other, over all heads of all layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.chapters.attention.compute.word_sense.reading import (
    WordReading,
    context_groups,
    token_groups,
    trace_word,
)
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import InterventionSet
from llm_viz.engine.protocol.types import Floats


@dataclass(frozen=True, slots=True, eq=False)
class StrongestWeights:
    """The largest weight in any head of any layer: word by word (dest word, src word), token by token (dest, src).

    A word attends with its last token; attention to a word is that to all its tokens together.
    """

    words: Floats
    tokens: Floats


def strongest_weights(lm: Model, reading: WordReading, interventions: InterventionSet = ()) -> StrongestWeights:
    """The weights in the context of a reading with these interventions; the model is not asked a second time."""
    attention = trace_word(lm, reading.context, reading.position, interventions).attention
    return StrongestWeights(
        _strongest(attention, context_groups(reading)), _strongest(attention, token_groups(reading))
    )


def _strongest(attention: Mapping[int, Floats], groups: Sequence[ContextWord]) -> Floats:
    last = [group.positions[-1] for group in groups]
    first = [group.positions[0] for group in groups]
    strongest: NDArray[np.float32] = np.zeros((len(groups), len(groups)), np.float32)
    for weights in attention.values():  # (head, dest, src) each
        np.maximum(strongest, np.add.reduceat(weights[:, last], first, axis=-1).max(0), out=strongest)
    return strongest
