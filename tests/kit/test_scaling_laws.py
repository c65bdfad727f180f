"""The published laws give the published numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.facts.laws import (
    FITS,
    FitName,
    JointLaw,
    Quantity,
    allocations,
    joint_law,
    published_fits,
    single_laws,
)
from llm_viz.kit.compute.scaling_laws import (
    compute_optimal,
    loss_factor,
    single_loss,
    surface_loss,
    tenfold_saving,
)

# Kaplan et al. 2020, L(N), as tabulated in the collected facts.
KAPLAN_CURVE = {1e6: 4.016, 1e7: 3.371, 1e8: 2.830, 1e9: 2.376, 1e10: 1.994, 1e11: 1.674, 1e12: 1.405}
# Budget in operations: parameters and tokens for each, as tabulated in the collected facts.
OPTIMA: dict[FitName, dict[float, tuple[float, float]]] = {
    "hoffmann_rounded": {1e20: (6.45e8, 40.1), 5.76e23: (3.22e10, 92.6), 3.8e25: (2.13e11, 139.0)},
    "hoffmann": {1e20: (7.74e8, 27.8), 5.76e23: (4.03e10, 59.1), 3.8e25: (2.73e11, 85.1)},
    "besiroglu": {1e20: (8.53e8, 22.9), 5.76e23: (7.22e10, 18.4), 3.8e25: (6.19e11, 16.5)},
}


class TestKaplan:
    def test_the_curve_over_parameters(self) -> None:
        law = single_laws()["parameters"]
        assert single_loss(law, np.array(list(KAPLAN_CURVE))) == pytest.approx(list(KAPLAN_CURVE.values()), abs=1e-3)

    @pytest.mark.parametrize(("quantity", "factor"), [("parameters", 0.839), ("data", 0.804), ("compute", 0.891)])
    def test_ten_times_as_much(self, quantity: Quantity, factor: float) -> None:
        assert loss_factor(single_laws()[quantity], 10) == pytest.approx(factor, abs=5e-4)

    def test_ten_times_the_computation_takes_away_a_ninth_of_the_loss(self) -> None:
        assert tenfold_saving() == pytest.approx(0.109, abs=5e-4)

    def test_the_constants_of_the_joint_law_are_its_own(self) -> None:
        joint, size, data = joint_law(), single_laws()["parameters"], single_laws()["data"]
        assert joint.parameter_scale != size.scale
        assert (joint.data_scale, joint.data_exponent) != (data.scale, data.exponent)
        plenty = joint_loss(joint, 1e9, 1e30)
        assert plenty == pytest.approx((joint.parameter_scale / 1e9) ** joint.parameter_exponent, rel=1e-6)
        assert plenty == pytest.approx(single_loss(size, 1e9), rel=0.03)  # two fits of the same runs


class TestChinchilla:
    @pytest.mark.parametrize("name", FITS)
    def test_the_best_split_of_a_budget(self, name: FitName) -> None:
        surface = published_fits()[name].surface
        for flop, (parameters, ratio) in OPTIMA[name].items():
            best = compute_optimal(surface, flop)
            assert best.parameters == pytest.approx(parameters, rel=5e-3)
            assert best.tokens_per_parameter == pytest.approx(ratio, rel=5e-3)
            assert 6 * best.parameters * best.tokens == pytest.approx(flop)

    @given(st.floats(18, 27), st.sampled_from(FITS), st.floats(0.5, 2))
    def test_no_other_split_is_better(self, power: float, name: FitName, other: float) -> None:
        surface, flop = published_fits()[name].surface, 10**power
        best = compute_optimal(surface, flop)
        parameters = best.parameters * other
        assert surface_loss(surface, parameters, flop / (6 * parameters)) >= best.loss - 1e-12

    def test_exponents_of_the_best_size(self) -> None:
        reported = {allocation.name: allocation.exponent for allocation in allocations()}
        cases: tuple[tuple[FitName, str, float], ...] = (
            ("besiroglu", "besiroglu", 1e-3),
            ("hoffmann", "hoffmann_3", 5e-3),
        )
        for name, of, tolerance in cases:
            surface = published_fits()[name].surface
            growth = compute_optimal(surface, 1e24).parameters / compute_optimal(surface, 1e23).parameters
            assert math.log10(growth) == pytest.approx(reported[of], abs=tolerance)


def joint_loss(law: JointLaw, parameters: float, tokens: float) -> float:
    """Kaplan et al. 2020 (arXiv 2001.08361), equation 1.5."""
    model = (law.parameter_scale / parameters) ** (law.parameter_exponent / law.data_exponent)
    return float((model + law.data_scale / tokens) ** law.data_exponent)
