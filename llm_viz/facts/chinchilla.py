"""The training runs behind the Chinchilla law (Hoffmann et al. 2022, arXiv 2203.15556), read off the paper's figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from llm_viz.facts.files import read_table


@dataclass(frozen=True, slots=True)
class ChinchillaRun:
    """A model of `parameters`, trained with `flop` operations to `loss` (nats per token)."""

    parameters: float
    flop: float
    loss: float

    @property
    def tokens(self) -> float:
        """The tokens it was trained on, by C = 6 N D: the paper does not state them."""
        return self.flop / (6 * self.parameters)


@cache
def chinchilla_runs() -> tuple[ChinchillaRun, ...]:
    """All 245 runs."""
    return tuple(
        ChinchillaRun(float(row["params"]), float(row["train_flop"]), float(row["loss"]))
        for row in read_table("chinchilla_points")
    )
