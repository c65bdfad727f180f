"""Diminishing returns: what it costs to be less unsure, what each further tenfold of computing buys, spent well or
one-sidedly, and data read again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from llm_viz.base.numbers import as_percent, power_of_ten
from llm_viz.facts.chinchilla import chinchilla_runs
from llm_viz.facts.findings import findings
from llm_viz.facts.laws import published_fits
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.rent import rent
from llm_viz.kit.compute.scaling_laws import (
    FLOP_PER_PARAMETER_AND_TOKEN,
    Numbers,
    compute_optimal,
    surface_loss,
    tenfold_saving,
)

FIRST, LAST = 18, 28
"""Powers of ten of the budgets whose next tenfold is looked at, in floating-point operations."""
START = 1e21
"""The budget from which there are three ways to spend more, in floating-point operations."""
_DECADES, _PER_DECADE = 6, 20  # how far beyond `START`, and points for each power of ten
MOST_EPOCHS = 60
FEWER = range(12, 6, -1)
"""Among how many tokens the model is as unsure as among, in whole numbers, whose prices are compared."""
ASKED = 8
GUESSES = tuple(digits * 10**power for power in range(3, 7) for digits in (6, 8, 10, 15, 20, 30, 40, 50))
"""US dollars that may be guessed for `ASKED`."""
TENFOLD = 10
"""Places of a `Curve` from one sum to ten times as much."""
_CURVE = (-2.2, 4.8)  # powers of ten around the operations of `ASKED`
_PRECISE = 1e-6  # of such a power


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars of rented computing after which a model is as unsure as among so many equally likely tokens."""

    doors: int
    dollars: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The same for ever more money; up to `measured` US dollars there are runs."""

    doors: tuple[float, ...]
    dollars: tuple[float, ...]
    measured: float

    def nearest(self, doors: int) -> int:
        """The place on the curve where it is nearest to so many."""
        return min(range(len(self.doors)), key=lambda place: abs(self.doors[place] - doors))


@dataclass(frozen=True, slots=True)
class Tenfold:
    """A budget of 10**power operations made ten times as large: the loss before and after (nats per token).

    `measured`: whether there are runs with so large a budget.
    """

    power: int
    before: float
    after: float
    measured: bool

    @property
    def saved(self) -> float:
        """The share of the loss that it takes away."""
        return 1 - self.after / self.before


@dataclass(frozen=True, slots=True)
class Ways:
    """Losses (nats per token) when `times` the budget `START` is spent on model and data, or on one of them.

    All arrays have one value for each budget, in ascending order; `floor` is the loss that no budget goes below.
    """

    times: Numbers
    both: Numbers
    size: Numbers
    data: Numbers
    floor: float


def tenfolds() -> tuple[Tenfold, ...]:
    """Each tenfold under the corrected fit, every budget spent as well as can be."""
    surface = published_fits()["besiroglu"].surface
    reach = max(run.flop for run in chinchilla_runs())
    losses = [compute_optimal(surface, 10.0**power).loss for power in range(FIRST, LAST + 1)]
    return tuple(
        Tenfold(power, before, after, measured=10.0 ** (power + 1) <= reach)
        for power, before, after in zip(range(FIRST, LAST), losses, losses[1:], strict=False)
    )


@cache
def prices() -> tuple[Price, ...]:
    """What each of `FEWER` costs, spent in the best way."""
    return tuple(Price(doors, rent().dollars * _budget(doors)) for doors in FEWER)


@cache
def price_curve() -> Curve:
    """The same between them, and beyond."""
    asked = math.log10(_budget(ASKED))
    low, high = (asked + end for end in _CURVE)
    budgets = np.logspace(low, high, round((high - low) * TENFOLD) + 1)
    reach = max(run.flop for run in chinchilla_runs())
    dollars = rent().dollars
    return Curve(
        tuple(_unsure_among(float(budget)) for budget in budgets),
        tuple(dollars * float(budget) for budget in budgets),
        dollars * reach,
    )


def _unsure_among(flop: float) -> float:
    return math.exp(compute_optimal(published_fits()["besiroglu"].surface, flop).loss)


def _budget(doors: float) -> float:
    """The operations after which a model is as unsure as among so many, by halving the range of powers of ten."""
    low, high = 15.0, 35.0
    while high - low > _PRECISE:
        middle = (low + high) / 2
        low, high = (middle, high) if _unsure_among(10**middle) > doors else (low, middle)
    return float(10**low)


def ways() -> Ways:
    """Three ways to spend more than `START`, from the same model."""
    surface = published_fits()["besiroglu"].surface
    times = np.logspace(0, _DECADES, _DECADES * _PER_DECADE + 1)
    start = compute_optimal(surface, START)
    same = np.ones_like(times)
    return Ways(
        times,
        both=np.array([compute_optimal(surface, START * float(more)).loss for more in times]),
        size=surface_loss(surface, start.parameters * times, start.tokens * same),
        data=surface_loss(surface, start.parameters * same, start.tokens * times),
        floor=surface.E,
    )


def repeats() -> tuple[Numbers, Numbers]:
    """Numbers of epochs on the same data, and the epochs of new data that each is worth."""
    epochs = np.arange(1, MOST_EPOCHS + 1, dtype=np.float64)
    return epochs, new_data_equivalent(epochs)


def new_data_equivalent(epochs: Numbers) -> Numbers:
    """The epochs of new data that so many epochs on the same data are worth.

    Muennighoff et al. 2023 (arXiv:2305.16264), equation 5: U + U R* (1 − exp(−R / R*)) for U tokens repeated R times
    after the first.
    """
    constant = _repeats("constant")
    return 1 + constant * (1 - np.exp(-(epochs - 1) / constant))


def tenfold_notes(steps: Sequence[Tenfold]) -> tuple[Note, ...]:
    """What the tenfolds buy."""
    first, last = steps[0], steps[-1]
    notes = [Note("note-kaplan", {"saved": as_percent(tenfold_saving())})]
    if last.saved < first.saved / 2:
        shares = {"first": as_percent(first.saved), "last": as_percent(last.saved)}
        notes.append(
            Note("note-shrinks", {**shares, "from": power_of_ten(first.power), "to": power_of_ten(last.power)})
        )
    if any(not step.measured for step in steps):
        power = min(step.power for step in steps if not step.measured)
        notes.append(Note("note-extrapolated", {"power": power_of_ten(power)}))
    return tuple(notes)


def way_notes(losses: Ways) -> tuple[Note, ...]:
    """What becomes of one-sided growth."""
    end, start = len(losses.times) - 1, float(losses.both[0])
    one_sided = min(float(losses.size[end]), float(losses.data[end]))
    both = float(losses.both[end])
    if one_sided <= both:
        return ()
    shares = (start - float(losses.size[end])) / (start - both), (start - float(losses.data[end])) / (start - both)
    return (
        Note("note-one-sided", {"times": 10**_DECADES, "size": as_percent(shares[0]), "data": as_percent(shares[1])}),
        Note("note-floor", {"floor": f"{losses.floor:.2f}", "both": f"{both:.2f}"}),
    )


def repeat_notes() -> tuple[Note, ...]:
    """What reading again is worth, at the epochs that the study names."""
    few, many = int(_repeats("harmless")), int(_repeats("worthless"))
    equivalents = {epochs: f"{float(new_data_equivalent(np.array([float(epochs)]))[0]):.1f}" for epochs in (few, many)}
    return (
        Note("note-few", {"epochs": few, "worth": equivalents[few]}),
        Note("note-many", {"epochs": many, "worth": equivalents[many], "most": f"{1 + _repeats('constant'):.1f}"}),
    )


def start_model() -> tuple[float, float]:
    """Parameters and tokens of the model at `START`."""
    start = compute_optimal(published_fits()["besiroglu"].surface, START)
    return start.parameters, start.flop / (FLOP_PER_PARAMETER_AND_TOKEN * start.parameters)


def _repeats(name: str) -> float:
    repeated = next(finding for finding in findings("limits.returns") if finding.key == "repeats")
    return float(repeated.values[name])
