"""The power law through measured losses."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.scaling.compute.fit import Sample, fit_power_law
from llm_viz.chapters.scaling.compute.own import samples_of
from tests.support.scaling_results import lawful


def test_a_known_law_is_found_again_with_and_without_its_floor() -> None:
    samples = samples_of(lawful(floor=2.0, exponent=0.4).measurements, "size")
    for floor in (2.001, None):
        fit = fit_power_law(samples, floor)
        assert fit.law.exponent == pytest.approx(0.4, abs=0.02)
        assert fit.law.floor == pytest.approx(2.0, abs=0.02)
        assert fit.law.r_squared > 0.999
        assert fit.exponent.low <= fit.law.exponent <= fit.exponent.high
        assert fit.law.loss(4000) == pytest.approx(2.0 + 4**-0.4, abs=0.01)


def test_noisier_seeds_give_a_wider_interval() -> None:
    def spread(noise: float) -> float:
        rng = np.random.default_rng(1)
        samples = [Sample(x, tuple(1 + 10 * x**-0.5 * np.exp(rng.normal(0, noise, 3)))) for x in (1e2, 1e3, 1e4)]
        interval = fit_power_law(samples, 1.0).exponent
        return interval.high - interval.low

    assert 0 < spread(0.01) < spread(0.1)


def test_what_cannot_be_fitted_is_refused() -> None:
    samples = [Sample(10.0**power, (3.0 - power / 10,)) for power in range(4)]
    with pytest.raises(ValueError, match="not above"):
        fit_power_law(samples, 2.9)
    with pytest.raises(ValueError, match="more points"):
        fit_power_law(samples[:2], None)
