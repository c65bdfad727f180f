"""What a training run is made of: the shape of the model and how it is trained."""

from __future__ import annotations

import math
from dataclasses import dataclass

from llm_viz.base.errors import BadRequest


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a transformer: `layers` blocks of `heads` heads each, a residual stream of `width` numbers (d_model),
    and `context` tokens read at once. Numbers out of range raise `BadRequest`.
    """

    layers: int = 2
    heads: int = 4
    width: int = 64
    context: int = 64

    def __post_init__(self) -> None:
        for name, high in (("layers", 12), ("heads", 16), ("width", 512), ("context", 512)):
            _check(name, getattr(self, name), 1, high)
        if self.width % self.heads:
            raise BadRequest(name="width", value=self.width, allowed=f"{self.heads} × n")

    def parameters(self, vocabulary_size: int) -> int:
        """How many numbers a `TinyTransformer` of this shape has; the embedding is shared with the output."""
        attention, mlp, norms = 4 * self.width**2, 8 * self.width**2 + 5 * self.width, 4 * self.width
        tables = (vocabulary_size + self.context) * self.width
        return tables + self.layers * (attention + mlp + norms) + 2 * self.width


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained: AdamW (Loshchilov & Hutter 2019, arXiv:1711.05101) with a linear warm-up and a cosine
    decay to a tenth of `learning_rate`.

    One step reads `batch` windows of `shape.context` tokens. `seed` decides the first weights and the order of the
    data. Settings out of range raise `BadRequest`.
    """

    shape: Shape
    steps: int = 2000
    batch: int = 16
    learning_rate: float = 3e-3
    weight_decay: float = 0.1
    seed: int = 0

    def __post_init__(self) -> None:
        _check("steps", self.steps, 1, 1_000_000)
        _check("batch", self.batch, 1, 4096)
        _check("learning_rate", self.learning_rate, 1e-6, 1000)
        _check("weight_decay", self.weight_decay, 0, 100)
        _check("seed", self.seed, 0, 2**31 - 1)

    @property
    def warm_up(self) -> int:
        """Steps until the full learning rate."""
        return max(1, min(100, self.steps // 20))

    def learning_rate_at(self, step: int) -> float:
        """The learning rate of step number `step`, counted from 0."""
        if step < self.warm_up:
            return self.learning_rate * (step + 1) / self.warm_up
        progress = min(1.0, (step - self.warm_up) / max(1, self.steps - self.warm_up))
        return self.learning_rate * (0.55 + 0.45 * math.cos(math.pi * progress))


def _check(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise BadRequest(name=name, value=str(value), allowed=f"{low:g} – {high:g}")
