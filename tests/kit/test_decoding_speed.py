"""How fast a model writes, and how fast its memory would let it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

import pytest

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest
from llm_viz.engine.protocol.models import Bandwidth, Inventory
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.kit.compute.decoding_speed import ceiling, measure_speed, predicted_speed
from tests.support.five_tokens import FiveTokens


def test_the_ceiling_is_bandwidth_by_bytes_of_weights() -> None:
    assert ceiling(3350e9, 8.03e9, 2) == pytest.approx(208.6, abs=0.1)
    inventory, bandwidth = Inventory((), 1000, ()), Bandwidth(8000.0, 4, "CPU", "float32")
    assert predicted_speed(inventory, bandwidth) == 2.0


def test_measuring_leaves_out_the_first_token_and_takes_the_median() -> None:
    ticks = iter([5.0, 5.5, 6.0, 9.0, 9.5])
    speed = measure_speed(Model(FiveTokens(), "any"), clock=lambda: next(ticks))
    assert speed.seconds == (0.5, 0.5, 3.0, 0.5)
    assert speed.tokens_per_second == 2.0


def test_every_measurement_is_written_anew() -> None:
    class Noting(FiveTokens):
        asked: ClassVar[list[GenerationRequest]] = []

        def generate(self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel) -> Iterator[int]:
            self.asked.append(request)
            return super().generate(request, check_cancelled)

    for _ in range(2):
        measure_speed(Model(Noting(), "any"))
    one, other = Noting.asked
    assert one != other
    assert replace(one, sampling=GREEDY) == replace(other, sampling=GREEDY)
    assert one.sampling.temperature == 0
