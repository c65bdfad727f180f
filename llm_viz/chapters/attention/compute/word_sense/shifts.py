"""How far interventions on a context move the sense of a word.

A shift is the word's mean sense score over the last third of the layers with the intervention, minus that without:
positive = towards sense A, negative = towards sense B.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import InterventionSet
from llm_viz.engine.protocol.types import Floats

_MOST_AT_ONCE = 512
"""Sets of interventions in one request."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The shifts of random interventions: mean and standard deviation of `draws` many."""

    mean: float
    deviation: float
    draws: int

    def exceeded_by(self, shift: float) -> bool:
        """Whether a shift lies more than two standard deviations from the random ones."""
        return abs(shift - self.mean) > 2 * self.deviation


def shifts_of(lm: Model, reading: WordReading, axis: SenseAxis, interventions: Sequence[InterventionSet]) -> Floats:
    """The shift of every set of interventions, (intervention,)."""
    batches = list(shift_batches(lm, reading, axis, interventions))
    return np.concatenate([np.zeros(0, np.float32), *batches])


def shift_batches(
    lm: Model, reading: WordReading, axis: SenseAxis, interventions: Sequence[InterventionSet]
) -> Iterator[Floats]:
    """The shifts in order, batch by batch as the engine delivers them."""
    layers = tuple(last_third(axis.layers))
    unchanged = axis.score(reading.hidden[list(layers)], layers).mean()
    for start in range(0, len(interventions), _MOST_AT_ONCE):
        rows = tuple(interventions[start : start + _MOST_AT_ONCE])
        for batch in lm.intervention_batches(reading.context, rows, reading.position, hidden=layers):
            yield axis.score(batch.hidden, layers).mean(-1) - unchanged
