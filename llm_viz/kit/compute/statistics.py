"""Means, intervals, correlations and similarities of measured values."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np
from numpy.typing import ArrayLike, NDArray

from llm_viz.engine.protocol.types import Floats

CERTAINTY = 1.96
"""Standard errors to either side that hold the true value with 95 % confidence."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of `count` measurements, and its standard error (0 for a single one, whose error nobody knows)."""

    value: float
    error: float
    count: int

    def differs_from(self, other: Mean) -> bool:
        """Whether the difference is more than two of its standard errors."""
        return abs(self.value - other.value) > 2 * math.hypot(self.error, other.error)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a value lies with 95 % confidence, in its own unit."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: its name is the message `curve-<key>`; a mean at each place, in order."""

    key: str
    points: dict[int, Mean]

    @property
    def last(self) -> Mean:
        """The mean at the last place."""
        return self.points[max(self.points)]


def mean(values: Iterable[float]) -> Mean:
    """Mean and standard error of the mean of independent measurements, at least one."""
    listed = list(values)
    error = stdev(listed) / math.sqrt(len(listed)) if len(listed) > 1 else 0.0
    return Mean(fmean(listed), error, len(listed))


def curve(key: str, measured: Iterable[tuple[int, float]]) -> Curve:
    """A line through measurements (place, value), several of which may belong to one place."""
    by_place: defaultdict[int, list[float]] = defaultdict(list)
    for place, value in measured:
        by_place[place].append(value)
    return Curve(key, {place: mean(by_place[place]) for place in sorted(by_place)})


def wilson(share: float, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), good for few trials and for shares near 0 and 1."""
    z2 = CERTAINTY**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = CERTAINTY * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return max(0.0, middle - half), min(1.0, middle + half)


def rank_correlation(first: ArrayLike, second: ArrayLike) -> float | None:
    """Spearman's ρ (1904) of two lists or arrays of one size: 1 = the same order, -1 = the reverse.

    Equal values share their mean rank. None below three values, and where one side is constant, which has no order.
    """
    one, other = (_ranks(np.ravel(values)) for values in (first, second))
    if len(one) < 3 or one.std() == 0 or other.std() == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def _ranks(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Rank of each value from 1; equal values share the mean of their ranks."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((counts.cumsum() - (counts - 1) / 2)[place], np.float64)


def cosine(one: Floats, other: Floats, smallest: Floats | float = 0.0) -> Floats:
    """Cosine along the last axis; 0 where either vector is not longer than `smallest`."""
    lengths = np.linalg.norm(one, axis=-1), np.linalg.norm(other, axis=-1)
    dots = (one * other).sum(-1)
    defined = (lengths[0] > smallest) & (lengths[1] > smallest)
    return np.asarray(np.divide(dots, lengths[0] * lengths[1], out=np.zeros_like(dots), where=defined))
