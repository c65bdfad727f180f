"""Answers that were kept are given instead of the model's, bit for bit; anything else is missed."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from llm_viz.cluster import kept
from llm_viz.cluster.kept import KeptEngine, RecordingEngine, read_answers, write_answers
from llm_viz.engine.protocol.generation import GenerationRequest, Sampling
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from tests.support.fake_engine import STATUSES, FakeEngine

MODEL = STATUSES[0].key
TRACE = TraceRequest(MODEL, "abc", capture=Capture(hidden="all", candidates=3))
WRITING = GenerationRequest(MODEL, "abc", sampling=Sampling(), max_new_tokens=3)


class Missed(BaseException):
    pass


def missed() -> NoReturn:
    raise Missed


def test_what_was_answered_once_is_answered_without_a_model(tmp_path: Path) -> None:
    running = FakeEngine()
    recording = RecordingEngine(running)
    said = recording.facts(MODEL), recording.trace(TRACE), list(recording.generate(WRITING))
    half_read = recording.generate(GenerationRequest(MODEL, "xyz", max_new_tokens=3))
    next(half_read)
    del half_read

    path = tmp_path / "new" / "answers"
    write_answers(path, recording.answers)
    running.unloaded.add(MODEL)
    engine = KeptEngine(read_answers(path), running, missed)
    assert engine.knows(MODEL)
    assert not engine.knows(STATUSES[1].key)
    assert not engine.is_loaded(MODEL)
    assert engine.models() == STATUSES
    assert engine.facts(MODEL) == said[0]
    found = engine.trace(TRACE)
    assert found.tokens == said[1].tokens
    assert list(found.hidden) == list(said[1].hidden)
    for layer, stream in said[1].hidden.items():
        np.testing.assert_array_equal(found.hidden[layer], stream)
    assert list(engine.generate(WRITING)) == said[2]
    with pytest.raises(Missed):
        engine.tokenize(TokenizeRequest(MODEL, "abc"))
    with pytest.raises(Missed):
        next(engine.generate(GenerationRequest(MODEL, "xyz", max_new_tokens=3)))
    assert running.unloaded == {MODEL}
    assert [each.name for each in path.parent.iterdir()] == ["answers"]


def test_answers_of_another_protocol_and_broken_ones_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording, path = RecordingEngine(FakeEngine()), tmp_path / "answers"
    recording.facts(MODEL)
    write_answers(path, recording.answers)
    assert read_answers(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert read_answers(path) == {}
    path.write_bytes(whole)
    monkeypatch.setattr(kept, "VERSION", "another")
    assert read_answers(path) == {}
    assert read_answers(tmp_path / "nowhere") == {}
