"""Calculators: steps of products, and knobs with their ranges."""

from __future__ import annotations

import pytest

from llm_viz.kit.compute.calculator import Calculator, Knob, Step, compute, product


def test_a_product_takes_each_knob_to_its_power() -> None:
    described = Calculator("x", (), (Step("rate", (product(0.5, bandwidth=1, size=-1),)),), ())
    assert compute(described, {"bandwidth": 90.0, "size": 9.0, "other": 7.0})["rate"] == pytest.approx(5.0)


@pytest.mark.parametrize(("low", "high", "value", "log"), [(1, 10, 11, True), (0, 10, 5, True), (5, 1, 3, False)])
def test_a_knob_holds_its_value(low: float, high: float, value: float, log: bool) -> None:
    with pytest.raises(ValueError, match="not a knob"):
        Knob("x", low, high, value, "count", logarithmic=log)
