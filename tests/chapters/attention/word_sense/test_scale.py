"""The scale of two senses: where its ends are, and that it says where it cannot be trusted."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.scale import build_scale, mean_place
from llm_viz.engine.protocol.types import Floats
from tests.chapters.attention.word_sense.made_up import made_up_axis


def clear_axis(layers: int = 4, noisy: int = 2) -> SenseAxis:
    """Six references of each sense; up to layer `noisy` their sides are drawn by lot, after it they are plain."""
    lot = np.random.default_rng(1)
    side = np.ones((6, layers + 1, 3), np.float32)
    near = lot.normal(0, 0.05, (2, 6, layers + 1, 3)).astype(np.float32)
    a, b = side + near[0], -side + near[1]
    a[:, : noisy + 1] = lot.normal(0, 1, (6, noisy + 1, 3))
    b[:, : noisy + 1] = lot.normal(0, 1, (6, noisy + 1, 3))
    a[:, 0] = b[:, 0] = 1  # one token, one vector
    return SenseAxis(a, b)


def test_the_means_of_the_references_stand_at_plus_and_minus_one() -> None:
    axis = made_up_axis()
    scale = build_scale(axis)
    middle = (axis.a.mean(0) + axis.b.mean(0)) / 2
    assert scale.places(axis.a.mean(0)).tolist() == pytest.approx([0, 1, 1])
    assert scale.places(axis.b.mean(0)).tolist() == pytest.approx([0, -1, -1])
    assert scale.places(middle).tolist() == pytest.approx([0, 0, 0])


def test_a_word_that_hardly_moves_along_the_line_stands_near_the_middle() -> None:
    axis = made_up_axis()
    aside = (axis.a.mean(0) + axis.b.mean(0)) / 2 + np.array([0.1, 50], np.float32)
    assert np.abs(build_scale(axis).places(aside)).max() < 0.1


def test_places_of_some_layers_are_those_of_all() -> None:
    axis, states = made_up_axis(), np.ones((5, 3, 2), np.float32)
    scale = build_scale(axis)
    whole = scale.places(states)
    assert np.allclose(scale.places(states[:, [2]], (2,)), whole[:, [2]])
    assert np.allclose(scale.rest(states[:, [2]]), mean_place(whole))


def test_layers_count_from_where_the_test_sentences_fall_on_their_own_sides() -> None:
    scale = build_scale(clear_axis())
    assert scale.tests == 12
    assert scale.right[0] == 0
    assert scale.right[3:] == (12, 12)
    assert min(scale.right[1:3]) < 11
    assert scale.first_layer == 3
    assert scale.trusted_in_the_end


def test_a_scale_that_fails_in_the_last_layer_gives_no_value_at_all() -> None:
    scale = build_scale(clear_axis(noisy=4))
    assert scale.first_layer is None
    assert not scale.trusted_in_the_end


def test_what_cannot_be_tested_is_not_called_tested() -> None:
    lone: Floats = np.ones((1, 3, 2), np.float32)
    scale = build_scale(SenseAxis(lone, -lone))
    assert (scale.tests, scale.held_out, scale.first_layer) == (0, None, 1)
