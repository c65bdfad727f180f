"""The sense score, on made-up numbers."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, mean_sense
from tests.chapters.attention.word_sense.made_up import made_up_axis


def test_the_score_is_the_cosine_from_the_middle_of_the_two_senses() -> None:
    axis = made_up_axis()
    states = np.array([[[5, 5], [3, 0], [1, 1]], [[9, 9], [-3, 4], [0, 7]]], np.float32)
    np.testing.assert_allclose(axis.score(states), [[0, 1, 0.5**0.5], [0, -0.6, 0]], atol=1e-6)
    np.testing.assert_allclose(axis.score(states[:, [2]], [2]), [[0.5**0.5], [0]], atol=1e-6)


def test_rounding_is_no_direction() -> None:
    """Means of one vector over three and over two sentences differ in the last bit."""
    vector = np.random.default_rng(0).normal(size=64).astype(np.float32)
    axis = SenseAxis(np.tile(vector, (3, 1, 1)), np.tile(vector, (7, 1, 1)) * np.float32(1 + 1e-7))
    assert axis.score(vector[None] + 1).tolist() == [0]


def test_held_out_references_do_not_measure_themselves() -> None:
    """An outlier of A that only its own presence would put on the side of A."""
    a = np.array([[[10, 0]], [[-1, 0]]], np.float32)
    b = np.array([[[0, 0]], [[1, 0]]], np.float32)
    own = SenseAxis(a, b).score(a[0])[0]
    held_out_a, held_out_b = SenseAxis(a, b).held_out()
    assert own == pytest.approx(1)
    assert held_out_a[0, 0] == pytest.approx(-1)
    assert held_out_a.shape == held_out_b.shape == (2, 1)


def test_a_movement_is_a_projection_and_needs_no_common_middle() -> None:
    """1 = from the mean of B to that of A; a constant difference between two words changes nothing."""
    axis = made_up_axis()
    a = np.array([[5, 5], [2, 3], [5, 1]], np.float32)
    b = np.array([[5, 5], [-2, -3], [0, 0]], np.float32)
    np.testing.assert_allclose(axis.movement(a, b), [0, 1, 0.5], atol=1e-6)
    elsewhere = np.array([0, 400], np.float32)
    np.testing.assert_allclose(axis.movement(a + elsewhere, b + elsewhere), axis.movement(a, b), atol=1e-6)


def test_references_that_measure_each_other_lie_apart() -> None:
    """In layer 1 every reference is measured by one neighbour askew: 6.5 / (2.5 · √17) = 0.63 each."""
    np.testing.assert_allclose(made_up_axis().separation(), [0, 1.261, 2], atol=1e-3)
    alone = SenseAxis(made_up_axis().a[:1], made_up_axis().b)
    assert not alone.can_hold_out
    with pytest.raises(ValueError, match="two references"):
        alone.held_out()


@pytest.mark.parametrize(("layers", "kept"), [(30, range(21, 31)), (18, range(13, 19)), (2, range(2, 3))])
def test_the_last_third(layers: int, kept: range) -> None:
    assert last_third(layers) == kept
    scores = np.arange(layers + 1, dtype=np.float32)
    assert mean_sense(scores) == pytest.approx(np.mean(kept))
