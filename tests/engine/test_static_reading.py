"""Short texts are read by recorded passes as plainly, whatever was read before; what deviates is given up."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import torch

from llm_viz.engine import filters
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import WORTH, Prefixes
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.recorded_ways import recorded_ways
from llm_viz.engine.replay import Recorder, Replay, recorded_in_python
from llm_viz.engine.static_reading import StaticReading
from llm_viz.engine.trace import trace

IDS = [3 + 7 * number % 250 for number in range(120)]


@pytest.fixture(scope="module")
def plain(tiny_model: LoadedModel) -> LoadedModel:
    return dataclasses.replace(tiny_model, prefixes=Prefixes(), static=None, reading=None)


def with_recorded_passes(
    plain: LoadedModel, recorder: Recorder = recorded_in_python
) -> tuple[LoadedModel, StaticReading]:
    ways = recorded_ways(plain.model, plain.facts, plain.abilities, lambda: recorder, budget=0)
    return dataclasses.replace(plain, prefixes=Prefixes(), reading=ways["reading"]), ways["reading"]


def assert_read_plainly(loaded: LoadedModel, plain: LoadedModel, ids: list[int]) -> None:
    """The same logits, and the same to remember."""
    fresh = dataclasses.replace(plain, prefixes=Prefixes())
    with plain.pass_through():
        found, remembered, _ = loaded.next_logits_of_text(ids)
        expected, others, _ = fresh.next_logits_of_text(ids)
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-4)
    assert remembered.layout == others.layout
    for states, expected_states in zip(remembered.stacks, others.stacks, strict=True):
        torch.testing.assert_close(states, expected_states, rtol=0, atol=1e-4)


def test_texts_of_all_lengths_are_read_as_plainly(plain: LoadedModel) -> None:
    """Those of a length up to 16 by one recording, and so on; longer ones than 64 plainly."""
    loaded, reading = with_recorded_passes(plain)
    loaded.prefixes._max_bytes = 0
    for length in (5, 1, 16, 17, 2, 40, 64, 65, 120, 3):
        assert_read_plainly(loaded, plain, IDS[:length][::-1])
    assert reading.refused is None
    assert [16 * number in reading.recordings for number in range(1, 6)] == [True, True, True, True, False]


def test_what_is_known_of_a_text_is_not_read_again(plain: LoadedModel) -> None:
    loaded, reading = with_recorded_passes(plain)
    for length in (20, 21, 30, 60, 100, 110, 111, 112, 113, 120):
        assert_read_plainly(loaded, plain, IDS[:length])
    assert_read_plainly(loaded, plain, [*IDS[: WORTH + 4], 9, 8, 7])
    assert reading.refused is None
    assert 16 in reading.recordings


def test_texts_that_come_later_change_nothing_that_was_given(plain: LoadedModel) -> None:
    loaded, _ = with_recorded_passes(plain)
    with plain.pass_through():
        loaded.next_logits_of_text(IDS[:5])
        logits, remembered, _ = loaded.next_logits_of_text(IDS[5:12])
        copies = [logits.clone(), *(states.clone() for states in remembered.stacks)]
        loaded.next_logits_of_text(IDS[30:38])
    for found, copied in zip([logits, *remembered.stacks], copies, strict=True):
        assert torch.equal(found, copied)


def test_a_new_distribution_is_read_so(plain: LoadedModel) -> None:
    loaded, reading = with_recorded_passes(plain)
    capture = Capture(candidates=9)
    for text in ("the apple", "the phone", "私は"):
        found, expected = (trace(one, TraceRequest("tiny", text, capture=capture)).next for one in (loaded, plain))
        assert found is not None
        assert expected is not None
        assert [one.id for one in found.candidates] == [one.id for one in expected.candidates]
        logits = [one.logit for one in expected.candidates]
        assert [one.logit for one in found.candidates] == pytest.approx(logits, abs=1e-4)
    assert 16 in reading.recordings


def test_what_is_looked_at_while_it_is_read_is_not_recorded(
    plain: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lens reads the streams of a pass that runs."""
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 0)  # by which nothing is read again
    loaded, _ = with_recorded_passes(plain)
    for number in range(5):  # the first replays are compared with passes that run
        request = TraceRequest("tiny", f"the apple and the phone {number}", capture=Capture(candidates=5, lens=3))
        found, expected = (trace(one, request) for one in (loaded, plain))
        for reading, other in zip(found.lens, expected.lens, strict=True):
            logits = [candidate.logit for candidate in other.candidates]
            assert [candidate.logit for candidate in reading.candidates] == pytest.approx(logits, abs=1e-4)


def test_the_first_text_is_read_as_all_later_ones(plain: LoadedModel) -> None:
    """By the same pass, so that the same text has the same numbers."""
    loaded, _ = with_recorded_passes(plain)
    loaded.prefixes._max_bytes = 0
    with plain.pass_through():
        first, again = (loaded.next_logits_of_text(IDS[:7])[0] for _ in range(2))
        alone = loaded.logits_of_whole_text(IDS[:7])
    assert torch.equal(first, again)
    assert torch.equal(first, alone)


def writing_nothing(step: Callable[[], None]) -> Replay:
    """Right while it is recorded."""
    step()
    return lambda: None


def refusing(step: Callable[[], None]) -> Replay:
    """As CUDA refuses."""
    raise RuntimeError("operation not permitted when stream is capturing")


@pytest.mark.parametrize("recorder", [writing_nothing, refusing])
def test_what_deviates_or_cannot_be_recorded_is_given_up_for_good(plain: LoadedModel, recorder: Recorder) -> None:
    loaded, reading = with_recorded_passes(plain, recorder)
    for length in (4, 6, 30):
        assert_read_plainly(loaded, plain, IDS[:length])
    assert reading.refused is not None
    assert reading.memory.bytes == 0


def test_what_keeps_its_first_inputs_is_given_up(plain: LoadedModel) -> None:
    def constant(step: Callable[[], None]) -> Replay:
        there = reading._inputs.of_shape(2, 1, 64)
        inputs = there.clone()

        def run() -> None:
            there.copy_(inputs)
            step()

        return run

    loaded, reading = with_recorded_passes(plain, constant)
    for length in (4, 6, 7):
        assert_read_plainly(loaded, plain, IDS[length : 2 * length])
    assert "differ" in str(reading.refused)
