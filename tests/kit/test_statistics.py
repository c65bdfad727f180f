"""Statistics that several chapters use."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.kit.compute.statistics import Mean, curve, mean, rank_correlation, wilson

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


def test_wilsons_interval_is_the_published_one_and_stays_between_0_and_1() -> None:
    assert wilson(8 / 10, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0 / 20, 20)[0] == 0.0
    assert wilson(20 / 20, 20)[1] == 1.0


def test_means_and_their_errors() -> None:
    assert mean([1.0, 3.0]) == Mean(2.0, 1.0, 2)
    assert mean([5.0]).error == 0
    assert curve("x", [(2, 1.0), (1, 4.0), (2, 3.0)]).points == {1: Mean(4.0, 0.0, 1), 2: Mean(2.0, 1.0, 2)}
    assert not Mean(2.0, 1.0, 2).differs_from(Mean(3.9, 0.0, 1))
    assert Mean(2.0, 1.0, 2).differs_from(Mean(4.1, 0.0, 1))
