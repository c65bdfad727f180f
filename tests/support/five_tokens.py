"""An engine for tests of speed."""

from __future__ import annotations

from collections.abc import Iterator

from llm_viz.engine.protocol.generation import GenerationRequest
from llm_viz.engine.protocol.models import Bandwidth, Inventory
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.fake_engine import FakeEngine


class FiveTokens(FakeEngine):
    """Writes five tokens of whatever is asked."""

    def generate(self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel) -> Iterator[int]:
        return iter(range(5))

    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        return Inventory((), 1000, ())

    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        return Bandwidth(8000.0, 4, "CPU", "float32")
