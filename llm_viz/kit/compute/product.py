"""Quantities that are products of a few others: energy, emissions, floating-point operations, speed.

A page lets the visitor turn the factors (`Dial`) and shows the products among known figures, on one logarithmic axis.
The browser computes the same (`ui/components/product.js`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["count", "large", "power", "percent"]
"""How a number is written: 1,290 · 175 B · 3.1 × 10²³ · 40 %."""


@dataclass(frozen=True, slots=True)
class Dial:
    """A factor between `low` and `high` that the visitor may turn; `logarithmic`: equal steps are equal ratios."""

    key: str
    low: float
    high: float
    value: float
    form: Form = "count"
    logarithmic: bool = True

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or (self.logarithmic and self.low <= 0):
            raise ValueError(f"not a dial: {self}")


@dataclass(frozen=True, slots=True)
class Product:
    """`factor` times each dial's value to the power that `powers` gives it."""

    key: str
    powers: Mapping[str, float]
    factor: float = 1.0
    form: Form = "count"

    def of(self, settings: Mapping[str, float]) -> float:
        """The product at these settings of the dials."""
        return self.factor * math.prod(math.pow(settings[key], power) for key, power in self.powers.items())
