"""Our own refit comes out where Besiroglu et al. do."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.scaling.compute.refit import OUTLIERS, fit_surface, own_refit, without_outliers
from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import Surface, published_fits
from llm_viz.kit.compute.scaling_laws import surface_loss


def test_there_are_245_runs() -> None:
    runs = chinchilla_runs()
    assert len(runs) == 245
    assert len(without_outliers(runs)) == 245 - OUTLIERS


def test_without_the_outliers_it_is_besiroglus() -> None:
    own, published = own_refit(), published_fits()["besiroglu"]
    assert published.errors is not None
    for name in ("E", "A", "B", "alpha", "beta"):
        miss = abs(getattr(own, name) - getattr(published.surface, name))
        assert miss < 0.2 * getattr(published.errors, name), name


def test_the_outliers_move_it_far() -> None:
    assert own_refit(outliers=True).beta > own_refit().beta + 0.05


def test_a_known_surface_is_found_again() -> None:
    truth = Surface(E=1.5, A=300, B=900, alpha=0.3, beta=0.35)
    rng = np.random.default_rng(0)
    sizes, tokens = 10 ** rng.uniform(7.5, 10, 60), 10 ** rng.uniform(9, 11.5, 60)
    runs = [
        ChinchillaRun(float(n), float(6 * n * d), surface_loss(truth, float(n), float(d)))
        for n, d in zip(sizes, tokens, strict=True)
    ]
    fitted = fit_surface(runs)
    assert (fitted.E, fitted.alpha, fitted.beta) == pytest.approx((1.5, 0.3, 0.35), rel=1e-3)
