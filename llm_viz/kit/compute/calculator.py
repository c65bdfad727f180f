"""Calculators of a few sliders: their arithmetic is data, evaluated here and in the browser (`calculator_math.js`)
alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from llm_viz.facts.source import Source

Unit = Literal[
    "number", "bytes", "bandwidth", "share", "factor", "flop", "hours", "days", "seconds", "energy", "money", "price",
    "mass", "grid", "rate", "count", "large",
]  # fmt: skip
"""How a value is written (`units.js`): `count` with three digits, 1,290; `large` with a short unit, 175.0 B; `energy`
is in kWh, `mass` in grams, `money` in US dollars, `price` in those an hour, `grid` in grams of CO2e for a kWh, `rate`
in tokens a second; the others say it themselves.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A product: `factor` times named values, each raised to a power."""

    factor: float = 1.0
    powers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A named value: the sum of its terms, or the least of them. Later steps may use it."""

    name: str
    terms: tuple[Term, ...]
    least: bool = False


@dataclass(frozen=True, slots=True)
class Knob:
    """A number from `low` to `high` that a visitor sets; without `slider` only a choice sets it.

    logarithmic: equal steps of the slider are equal ratios; values then keep `digits` digits.
    step: of a slider that is not logarithmic; a hundredth of its range if not given.
    source: where the default is from.
    """

    name: str
    low: float
    high: float
    default: float
    unit: Unit
    logarithmic: bool = True
    slider: bool = True
    source: Source | None = None
    digits: int = 3
    step: float | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.default <= self.high or (self.slider and self.logarithmic and self.low <= 0):
            raise ValueError(f"not a knob: {self}")


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things to choose, which sets some knobs. `label` is a proper name, or else the message `key`."""

    key: str
    settings: Mapping[str, float]
    label: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Several things of which one may be chosen; it counts as chosen while the knobs stand as it sets them."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A published value to compare with."""

    label: str
    value: float
    source: Source


@dataclass(frozen=True, slots=True)
class Result:
    """A step that is shown. `parts`: the steps that it is the sum of, drawn as parts of its bar."""

    name: str
    unit: Unit
    references: tuple[Reference, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A known figure on an axis; `line`: it runs through all rows."""

    label: str
    value: float
    line: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """One logarithmic axis for the results `shown`, in the unit of the first, with figures to compare with."""

    low: float
    high: float
    shown: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Calculator:
    """Sliders, choices, and what follows from them."""

    name: str
    knobs: tuple[Knob, ...]
    steps: tuple[Step, ...]
    results: tuple[Result, ...]
    choices: tuple[Choice, ...] = ()

    @property
    def defaults(self) -> dict[str, float]:
        """Every knob as it stands at first."""
        return {knob.name: knob.default for knob in self.knobs}


def product(factor: float = 1.0, **powers: int) -> Term:
    """`product(6, parameters=1, tokens=1)` is 6 · parameters · tokens."""
    return Term(factor, powers)


def compute(calculator: Calculator, values: Mapping[str, float]) -> dict[str, float]:
    """Knobs and steps by name. `values` must hold every knob; those that divide must not be 0."""
    known = dict(values)
    for step in calculator.steps:
        terms = [
            term.factor * math.prod(known[name] ** power for name, power in term.powers.items()) for term in step.terms
        ]
        known[step.name] = min(terms) if step.least else sum(terms)
    return known
