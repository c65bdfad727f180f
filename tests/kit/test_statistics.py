"""Statistics that several chapters use."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.kit.compute.statistics import rank_correlation

VALUES = st.lists(st.integers(0, 4), min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "rho"),
    [
        ([1, 2, 3], [10, 20, 90], 1),
        ([1, 2, 3], [3, 2, 1], -1),
        ([1, 2, 2, 4], [1, 3, 2, 4], 0.9487),  # scipy.stats.spearmanr
        ([0, 0, 0, 0, 1], [5, 4, 3, 2, 1], -0.7071),
        ([1, 2], [1, 2], None),
        ([1, 1, 1], [1, 2, 3], None),
        ([1, 2, 3], [1, 1, 1], None),
    ],
)
def test_rank_correlation(one: list[float], other: list[float], rho: float | None) -> None:
    assert rank_correlation(one, other) == (rho if rho is None else pytest.approx(rho, abs=1e-4))


def test_rank_correlation_of_arrays_of_any_shape() -> None:
    values = np.array([[1.0, 5.0], [2.0, 9.0]])
    assert rank_correlation(values, values**3) == pytest.approx(1.0)
    assert rank_correlation(values, -values) == pytest.approx(-1.0)


@given(VALUES)
def test_a_list_agrees_with_itself_and_with_no_constant(values: list[int]) -> None:
    assert rank_correlation(values, [7] * len(values)) is None
    own = rank_correlation(values, values)
    assert own is None if len(set(values)) == 1 else own == pytest.approx(1.0)
