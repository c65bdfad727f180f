"""The sense of a word in several contexts, on tiny models."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import ReferencesMissing
from llm_viz.chapters.attention.compute.word_sense.result import measure_word_sense
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from tests.chapters.attention.word_sense.made_up import REFERENCES


def test_a_context_does_not_measure_itself(engine: LocalEngine, model: str) -> None:
    contexts = (REFERENCES.a[0], REFERENCES.b[1])
    found = measure_word_sense(Model(engine, model), "apple", contexts, REFERENCES, "phone")
    assert len(found.axis.a) == len(found.axis.b) == 1
    assert found.control_moved is not None
    assert found.control_moved.shape == found.moved.shape == found.sense[0].shape == (4,)
    with pytest.raises(ReferencesMissing):
        measure_word_sense(Model(engine, model), "apple", REFERENCES.a, REFERENCES)
