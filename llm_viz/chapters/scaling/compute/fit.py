"""A power law through measured losses: loss = E + (scale / x)^exponent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.kit.compute.scaling_laws import Numbers
from llm_viz.kit.compute.statistics import Interval

RESAMPLES = 1000
_FLOORS = 200  # values of E that are tried


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured at one x (parameters or words): the losses of all seeds, in nats per word."""

    x: float
    losses: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Over the seeds."""
        return float(np.mean(self.losses))


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """loss = floor + (scale / x)^exponent. `r_squared`: share of the variance of ln(loss − floor) that it explains."""

    floor: float
    scale: float
    exponent: float
    r_squared: float

    def loss(self, x: float) -> float:
        """The law's loss at x."""
        return float(self.floor + (self.scale / x) ** self.exponent)


@dataclass(frozen=True, slots=True)
class Fit:
    """The law through the means of the seeds, and where 95 % of the fits to resampled seeds have its numbers."""

    law: PowerLaw
    exponent: Interval
    floor: Interval


def fit_power_law(samples: Sequence[Sample], floor: float | None) -> Fit:
    """A straight line of ln(loss − floor) against ln x. `floor` None: the one from 0 up that makes it straightest.

    The intervals are a bootstrap over the seeds (fixed seed): they show what the choice of seeds changes, not whether
    the curve is a power law. ValueError with fewer than three samples, or where a loss is not above the floor.
    """
    if len(samples) < 3:
        raise ValueError("a line needs more points than two")
    x = np.array([sample.x for sample in samples])
    means = np.array([[sample.mean for sample in samples]])
    if floor is not None and means.min() <= floor:
        raise ValueError(f"a mean loss of {means.min():.3f} is not above the floor {floor:.3f}")
    (law,) = _fit_rows(x, means, floor)
    rng = np.random.default_rng(0)
    resampled = np.stack([rng.choice(sample.losses, (RESAMPLES, len(sample.losses))).mean(1) for sample in samples], 1)
    laws = _fit_rows(x, resampled if floor is None else np.maximum(resampled, floor + 1e-6), floor)
    return Fit(law, _interval([law.exponent for law in laws]), _interval([law.floor for law in laws]))


def _fit_rows(x: Numbers, losses: Numbers, floor: float | None) -> list[PowerLaw]:
    """One law for each row of losses (rows, points)."""
    lowest = losses.min(axis=1, keepdims=True)
    shares = np.linspace(0, 0.999, _FLOORS)[None] if floor is None else np.array([[0.0]])
    floors = shares * lowest if floor is None else np.full_like(lowest, floor)  # (rows, floors)
    over = np.log(losses[:, None, :] - floors[:, :, None])  # (rows, floors, points)
    log_x = np.log(x) - np.log(x).mean()
    slopes = over @ log_x / (log_x @ log_x)
    heights = over.mean(axis=2)
    left = ((over - heights[..., None] - slopes[..., None] * log_x) ** 2).sum(axis=2)
    total = ((over - heights[..., None]) ** 2).sum(axis=2)
    explained = 1 - left / np.maximum(total, np.finfo(np.float64).tiny)
    best = explained.argmax(axis=1)
    rows = np.arange(len(losses))
    chosen = zip(floors[rows, best], slopes[rows, best], heights[rows, best], explained[rows, best], strict=True)
    return [
        PowerLaw(float(e), float(np.exp(np.log(x).mean() - height / slope)), float(-slope), float(r))
        for e, slope, height, r in chosen
    ]


def _interval(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, (2.5, 97.5))
    return Interval(float(low), float(high))
