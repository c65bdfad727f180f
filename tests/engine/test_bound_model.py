"""One model of an engine, bound to its key and to a visitor who may leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.errors import NotCausal
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.fake_engine import FakeEngine


class Reading(FakeEngine):
    """Traces an encoder as the real engines do: without a prediction."""

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        if self.facts(request.model).causal:
            return super().trace(request, check_cancelled)
        return replace(super().trace(replace(request, model="smollm2-135m"), check_cancelled), next=None)


def test_a_model_that_predicts_nothing_says_so_by_its_name() -> None:
    encoder = Model(Reading(), "minilm-l6")
    for ask in (lambda: encoder.next_distribution("ab", 3), encoder.check_causal):
        with pytest.raises(NotCausal) as refused:
            ask()
        assert refused.value.values["model"] == "all-MiniLM-L6-v2"


def test_a_causal_model_predicts() -> None:
    lm = Model(Reading(), "smollm2-135m")
    assert [candidate.text for candidate in lm.next_distribution("ab", 3).candidates] == ["c", "d", "e"]
    assert lm.check_causal().name == "SmolLM2 135M Instruct"


def test_the_models_that_can_be_asked_now() -> None:
    lm = Model(FakeEngine(), "smollm2-135m")
    assert [status.key for status in lm.usable()] == ["gemma-3-270m", "smollm2-135m", "minilm-l6"]
    assert [status.key for status in lm.usable(causal=True)] == ["gemma-3-270m", "smollm2-135m"]


def test_another_model_of_the_same_visitor_stops_when_he_leaves() -> None:
    def left() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Model(FakeEngine(), "smollm2-135m", left).other("gemma-3-270m").trace("ab")
