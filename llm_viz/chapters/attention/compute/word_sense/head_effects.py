"""What each head contributes to the sense of a word: ablate it and see how far the sense moves (see `shifts`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline, shift_batches
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.engine.protocol.types import Floats


@dataclass(frozen=True, slots=True, eq=False)
class HeadEffects:
    """The ablation of each head: `shifts` (layer, head), NaN where not yet known; `done` of them are."""

    shifts: Floats
    done: int

    @property
    def complete(self) -> bool:
        return self.done == self.shifts.size

    @property
    def baseline(self) -> Baseline:
        """A head taken at random: mean and standard deviation over all known heads."""
        known = self.shifts[~np.isnan(self.shifts)]
        return Baseline(float(known.mean()), float(known.std()), len(known))

    def strongest(self, count: int) -> tuple[tuple[int, int, float], ...]:
        """Layer, head and shift of the heads that move the sense most, largest first."""
        size = np.abs(np.nan_to_num(self.shifts))
        order = np.argsort(-size, axis=None, kind="stable")[: min(count, self.done)]
        places = [np.unravel_index(int(index), size.shape) for index in order]
        return tuple((int(i), int(j), float(self.shifts[i, j])) for i, j in places)


def head_effects(lm: Model, reading: WordReading, axis: SenseAxis) -> Iterator[HeadEffects]:
    """Every head ablated in turn (for all tokens); yields the grid as it fills, closing the iterator abandons it."""
    layers, heads = reading.rows.shape[:2]
    grid = np.full((layers, heads), np.nan, np.float32)
    done = 0
    interventions = [(HeadAblation(layer, head),) for layer, head in product(range(layers), range(heads))]
    for batch in shift_batches(lm, reading, axis, interventions):
        grid.reshape(-1)[done : done + len(batch)] = batch
        done += len(batch)
        yield HeadEffects(grid.copy(), done)
