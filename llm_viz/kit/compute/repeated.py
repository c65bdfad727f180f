"""Repeated measurements as lines with error bars."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev


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
