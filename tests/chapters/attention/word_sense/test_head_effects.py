"""The ablation of every head, on tiny models: a batch gives what single traces give."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.head_effects import head_effects
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import HeadAblation
from tests.chapters.attention.word_sense.made_up import mean_after


def test_head_shifts_fill_the_grid(engine: LocalEngine, model: str, reading: WordReading, axis: SenseAxis) -> None:
    *_, last = head_effects(Model(engine, model), reading, axis)
    assert last.complete
    before = mean_after(engine, model, reading, axis)
    for layer, head in ((0, 3), (2, 1)):
        silenced = mean_after(engine, model, reading, axis, HeadAblation(layer, head))
        assert last.shifts[layer, head] == pytest.approx(silenced - before, abs=1e-4)
    assert last.baseline.mean == pytest.approx(float(last.shifts.mean()))
    (best, second) = last.strongest(2)
    assert abs(best[2]) == pytest.approx(float(np.abs(last.shifts).max()))
    assert abs(best[2]) >= abs(second[2])
