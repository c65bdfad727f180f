"""The surface of Hoffmann et al. 2022 (arXiv:2203.15556), fitted again to the 245 runs as Besiroglu et al. 2024
(arXiv:2404.10102) did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import Surface
from llm_viz.kit.compute.scaling_laws import Numbers

OUTLIERS = 5
"""Runs that Besiroglu et al. leave out: those with the highest losses, far from having read enough."""

_DELTA = 1e-3  # the Huber loss is a square up to here, and a straight line beyond
_START = (6.0, 7.0, 0.6, 0.35, 0.35)  # ln A, ln B, ln E, alpha, beta; others lead to the same place
_MOST_STEPS = 500
_CONVERGED = 1e-13  # relative gain of a step
_WORST_DAMPING = 1e12


def without_outliers(runs: Sequence[ChinchillaRun]) -> tuple[ChinchillaRun, ...]:
    """The runs without those with the highest losses."""
    return tuple(sorted(runs, key=lambda run: run.loss))[:-OUTLIERS]


@cache
def own_refit(*, outliers: bool = False) -> Surface:
    """Our own fit, with or without the outliers."""
    return fit_surface(chinchilla_runs() if outliers else without_outliers(chinchilla_runs()))


def fit_surface(runs: Sequence[ChinchillaRun]) -> Surface:
    """The surface with the lowest sum of Huber losses of ln L, by the Levenberg–Marquardt method.

    Sum, not mean: the mean's gradients are so small that the original optimiser stopped too early (Besiroglu et al.
    2024, section 4).
    """
    log_size = np.log([run.parameters for run in runs])
    log_data = np.log([run.tokens for run in runs])
    log_loss = np.log([run.loss for run in runs])
    now, damping = np.array(_START), 1e-3
    predicted, shares = _predict(now, log_size, log_data)
    cost = _huber(predicted - log_loss)
    for _ in range(_MOST_STEPS):
        error = predicted - log_loss
        slopes = np.stack([*shares, -shares[0] * log_size, -shares[1] * log_data], axis=1)
        weights = np.minimum(1.0, _DELTA / np.maximum(np.abs(error), _DELTA))
        gradient = slopes.T @ (weights * error)
        curvature = (slopes * weights[:, None]).T @ slopes
        while True:
            tried = now - np.linalg.solve(curvature + damping * np.diag(np.diag(curvature)), gradient)
            predicted, shares = _predict(tried, log_size, log_data)
            new_cost = _huber(predicted - log_loss)
            if new_cost <= cost or damping > _WORST_DAMPING:
                break
            damping *= 4
        gain, now, cost, damping = cost - new_cost, tried, new_cost, damping / 4
        if gain <= _CONVERGED * cost:
            break
    log_a, log_b, log_e, alpha, beta = now.tolist()
    return Surface(E=float(np.exp(log_e)), A=float(np.exp(log_a)), B=float(np.exp(log_b)), alpha=alpha, beta=beta)


def _predict(parameters: Numbers, log_size: Numbers, log_data: Numbers) -> tuple[Numbers, Numbers]:
    """For every run the logarithm of its loss (n,), and the shares of A/N^alpha, B/D^beta and E in the loss (3, n)."""
    log_a, log_b, log_e, alpha, beta = parameters
    terms = np.stack([log_a - alpha * log_size, log_b - beta * log_data, np.full_like(log_size, log_e)])
    largest = terms.max(axis=0)
    powers = np.exp(terms - largest)
    total = powers.sum(axis=0)
    return largest + np.log(total), powers / total


def _huber(error: Numbers) -> float:
    size = np.abs(error)
    return float(np.where(size <= _DELTA, size**2 / 2, _DELTA * (size - _DELTA / 2)).sum())
