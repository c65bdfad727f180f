"""How fast a model writes here and now, and how fast its memory would let it.

For every new token all weights that take part are read from memory once, so bandwidth ÷ bytes of weights is a ceiling
for one text at a time. What a real run loses to it is everything else: small operations, the sampling, other visitors.
"""

from __future__ import annotations

import secrets
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.models import Bandwidth, Inventory

PROMPT = "1, 2, 3, 4, 5, 6, 7, 8,"
"""A text that any model can go on with for long without ending it."""
TOKENS = 40


@dataclass(frozen=True, slots=True)
class Speed:
    """Measured writing: seconds of the single tokens, without the first, for which the prompt is read."""

    model: str
    seconds: tuple[float, ...]

    @property
    def tokens_per_second(self) -> float:
        """By the median token: one that waited for something else does not count."""
        return 1 / statistics.median(self.seconds)

    @property
    def middle_half(self) -> tuple[float, float]:
        """Tokens per second that the middle half of the tokens stayed between."""
        low, _, high = statistics.quantiles(self.seconds, n=4)
        return 1 / high, 1 / low


def measure_speed(
    lm: Model,
    tokens: int = TOKENS,
    clock: Callable[[], float] = time.perf_counter,
) -> Speed:
    """Let the model write, and time each token. What a model refuses to do raises `LlmVizError`.

    The seed changes no token. It makes the request one of its own: an equal one may be answered from what is kept.
    """
    own = Sampling(temperature=0.0, seed=secrets.randbits(31))
    times = [clock() for _ in lm.generate(PROMPT, sampling=own, max_new_tokens=tokens, top=1)]
    return Speed(lm.key, tuple(after - before for before, after in pairwise(times)))


def ceiling(bytes_per_second: float, parameters: float, bytes_per_parameter: float) -> float:
    """Tokens per second that the memory allows, one text at a time."""
    return bytes_per_second / (parameters * bytes_per_parameter)


def predicted_speed(inventory: Inventory, bandwidth: Bandwidth) -> float:
    """The `ceiling` of a model of the engine on the engine's device, whose bandwidth was measured."""
    return ceiling(bandwidth.bytes_per_second, inventory.read_per_token, bandwidth.bytes_per_number)
