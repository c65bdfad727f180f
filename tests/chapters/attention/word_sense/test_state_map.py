"""The map of a word's states, on made-up numbers."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.state_map import principal_components, state_maps
from tests.chapters.attention.word_sense.made_up import made_up_axis


def test_principal_components_find_the_line_and_name_their_shares() -> None:
    states = np.array([[3, 1, 0], [-3, 1, 0], [0, 2, 0], [0, 0, 0]], np.float32)
    points, shares = principal_components(states)
    np.testing.assert_allclose(np.abs(points), [[3, 0], [3, 0], [0, 1], [0, 1]], atol=1e-6)
    assert shares == pytest.approx((0.9, 0.1))


def test_maps_put_a_right_of_b_and_say_where_there_is_nothing_to_see() -> None:
    axis = made_up_axis()
    context = np.array([[5, 5], [-2, 1], [5, 0]], np.float32)
    maps = state_maps(axis, [context])
    assert maps[0].shares == (0, 0)
    assert not maps[0].contexts.any()
    for state_map in maps[1:]:
        assert state_map.a[:, 0].min() > state_map.b[:, 0].max()
    np.testing.assert_allclose(maps[1].contexts[0], maps[1].b[0], atol=1e-5)


def test_a_map_is_not_turned_upside_down_from_layer_to_layer() -> None:
    """Each layer is the one before, mirrored; the points must stay where they were."""
    rng = np.random.default_rng(1)
    layer = rng.normal(size=(5, 8)).astype(np.float32)
    stack = np.stack([layer, -layer, layer], axis=1)  # (sentence, layer, d_model)
    maps = state_maps(SenseAxis(stack[:2], stack[2:4]), [stack[4]])
    for state_map in maps[1:]:
        np.testing.assert_allclose(state_map.contexts, maps[0].contexts, atol=1e-4)
