"""The browser draws the mirage that Python speaks of."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.emergence.compute.mirage import DIGITS, additions, distance, fitted
from tests.support.node import answers

MODULE = "chapters/emergence/parts/mirage_math.js"


@pytest.mark.parametrize("fit", [*DIGITS, None])
def test_a_digit_is_right_as_often(fit: int | None) -> None:
    curve, sizes = fitted(fit), np.geomspace(1e6, 1e13, 50)
    half = {"half": curve.half_size, "steep": curve.steepness}
    drawn = answers(MODULE, "digitAt", [[half, size] for size in sizes.tolist()])
    assert drawn == pytest.approx(curve.digit(sizes).tolist(), rel=1e-9)


def test_curve_and_points_are_as_far_apart() -> None:
    asked = [(fit, digits, length) for fit in (*DIGITS, None) for digits in DIGITS for length in (1, 4, 10)]
    points = {
        digits: [{"size": each.parameters, "value": each.value / 100} for each in measured]
        for digits, measured in additions().items()
    }
    curves = {fit: {"half": fitted(fit).half_size, "steep": fitted(fit).steepness} for fit in (*DIGITS, None)}
    said = answers(MODULE, "distanceOf", [[curves[fit], length, points[digits]] for fit, digits, length in asked])
    assert said == pytest.approx([distance(fitted(fit), digits, length) for fit, digits, length in asked], rel=1e-9)
