"""The argument of Schaeffer et al. 2023 (arXiv:2304.15004) as a formula, held against GPT-3's additions.

A digit is right with probability p(N) = 2^(−(h/N)^a), where N is the size of the model, h the size at which it is
right half the time and a how steeply p rises. If n digits were right or wrong independently of each other, the whole
answer would be right with probability pⁿ. (The paper writes p = exp(−(c/N)^a): the same curve, by another point of it.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.emergence.compute.metrics import interval, percentage
from llm_viz.facts.emergence import ModelResult, results
from llm_viz.kit.compute.notes import Note, Values

DIGITS = (2, 3, 4, 5)
FIRST = 4
"""Digits of the addition that is shown first: where a digit and the whole answer differ most visibly."""
MAX_LENGTH = 10
HALF_SIZES = (1e8, 1e12)
"""Between which the slider moves, parameters."""
STEEPNESSES = (0.2, 3.0)
SEEN = "GPT-3 13B"
"""The model of the notes: right often enough in every task to be measured, and not always right in any."""
_POOR = 0.05  # mean distance of curve and points, as a share


@dataclass(frozen=True, slots=True)
class Curve:
    """How the probability of a right digit grows with the size of the model."""

    half_size: float
    steepness: float

    def digit(self, parameters: NDArray[np.float64]) -> NDArray[np.float64]:
        """p(N) of each size."""
        return np.exp2(-((self.half_size / parameters) ** self.steepness))

    def answer(self, parameters: NDArray[np.float64], length: int) -> NDArray[np.float64]:
        """p(N)ⁿ."""
        return np.exp2(-length * (self.half_size / parameters) ** self.steepness)


def additions() -> dict[int, tuple[ModelResult, ...]]:
    """GPT-3's additions of numbers of 2 – 5 digits, few-shot, by size."""
    return {digits: results(f"addition-{digits}").by_metric["exact"] for digits in DIGITS}


@cache
def fitted(digits: int | None) -> Curve:
    """The curve that comes closest (least squares) to the additions of numbers with so many digits, with n = digits;
    None: closest to all four, n being each one's own. Searched on a grid, so the same everywhere.
    """
    half_sizes = np.geomspace(*HALF_SIZES, 241)[:, None, None]
    steepnesses = np.linspace(*STEEPNESSES, 141)[None, :, None]
    error = np.zeros((241, 141))
    for length in DIGITS if digits is None else (digits,):
        sizes, shares = _arrays(additions()[length])
        error += ((np.exp2(-length * (half_sizes / sizes) ** steepnesses) - shares) ** 2).mean(-1)
    best = np.unravel_index(error.argmin(), error.shape)
    return Curve(float(half_sizes[best[0], 0, 0]), float(steepnesses[0, best[1], 0]))


def distance(curve: Curve, digits: int, length: int) -> float:
    """How far curve and points are apart: the root of the mean square, as a share (0.11 = 11 points of 100)."""
    sizes, shares = _arrays(additions()[digits])
    return float(np.sqrt(((curve.answer(sizes, length) - shares) ** 2).mean()))


def implied(digits: int) -> float:
    """The probability of a right digit that would explain the result of `SEEN`, if digits were independent."""
    return float(_share(digits) ** (1 / digits))


def _share(digits: int) -> float:
    """How often `SEEN` is right."""
    return next(result.value for result in additions()[digits] if result.model == SEEN) / 100


def mirage_notes() -> tuple[Note, ...]:
    """What the formula explains of these data, and what not."""
    alone = {digits: distance(fitted(digits), digits, digits) for digits in DIGITS}
    together = {digits: distance(fitted(None), digits, digits) for digits in DIGITS}
    notes = []
    if max(alone.values()) < _POOR:
        hidden: Values = {"digits": FIRST, "whole": as_percent(_share(FIRST)), "digit": as_percent(implied(FIRST))}
        notes.append(Note("note-mirage-alone", {**hidden, "model": SEEN, "worst": f"{100 * max(alone.values()):.1f}"}))
    if mean_distance(together) >= _POOR:
        notes.append(Note("note-mirage-together", {"distance": f"{100 * mean_distance(together):.0f}"}))
    notes.extend(_small_note())
    first, last = DIGITS[0], DIGITS[-1]
    expected = implied(first) ** last
    if expected > 2 * _share(last):
        values: Values = {"model": SEEN, "short": first, "long": last}
        seen = {
            "measured": as_percent(_share(first)),
            "digit": as_percent(implied(first)),
            "expected": as_percent(expected),
        }
        notes.append(Note("note-mirage-digits", {**values, **seen, "really": as_percent(_share(last))}))
    if fitted(first).steepness > fitted(last).steepness:
        steepness: Values = {"short": first, "long": last, "steep": f"{fitted(first).steepness:.1f}"}
        notes.append(Note("note-mirage-steepness", {**steepness, "gentle": f"{fitted(last).steepness:.1f}"}))
    return tuple(notes)


def _small_note() -> Iterator[Note]:
    """Where the best curve misses the smallest model by more than its error bar: nothing that a linear axis shows."""
    digits = 3
    smallest = additions()[digits][0]
    expected = float(fitted(digits).answer(np.array([smallest.parameters]), digits)[0])
    bounds = interval("exact", smallest)
    if bounds is not None and 100 * expected < bounds.low:
        seen: Values = {"expected": as_percent(max(expected, 1e-9)), "measured": percentage(smallest.value)}
        yield Note("note-mirage-small", {"digits": digits, "model": smallest.model, **seen})


def mean_distance(distances: Mapping[int, float]) -> float:
    """The distance over all tasks together."""
    return float(np.sqrt(np.mean(np.square(list(distances.values())))))


def _arrays(measured: Sequence[ModelResult]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sizes (parameters) and shares of right answers."""
    return np.array([result.parameters for result in measured]), np.array([result.value / 100 for result in measured])
