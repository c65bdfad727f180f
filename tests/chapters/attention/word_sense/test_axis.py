"""The sense score and the map, on made-up numbers, and the words that come with references."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, mean_sense
from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, find_preset
from llm_viz.chapters.attention.compute.word_sense.state_map import principal_components, state_maps
from llm_viz.chapters.attention.compute.word_sense.word_groups import language_of


def made_up_axis() -> SenseAxis:
    """Two layers over the embedding; A and B differ along the first direction, and not at all in layer 0."""
    a = np.array([[[5, 5], [2, 1], [6, 0]], [[5, 5], [2, -1], [4, 0]]], np.float32)
    b = np.array([[[5, 5], [-2, 1], [-4, 0]], [[5, 5], [-2, -1], [-6, 0]]], np.float32)
    return SenseAxis(a, b)


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


@pytest.mark.parametrize(("layers", "kept"), [(30, range(21, 31)), (18, range(13, 19)), (2, range(2, 3))])
def test_the_last_third(layers: int, kept: range) -> None:
    assert last_third(layers) == kept
    scores = np.arange(layers + 1, dtype=np.float32)
    assert mean_sense(scores) == pytest.approx(np.mean(kept))


# ── The map ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    for one in maps[1:]:
        assert one.a[:, 0].min() > one.b[:, 0].max()
    np.testing.assert_allclose(maps[1].contexts[0], maps[1].b[0], atol=1e-5)


def test_a_map_is_not_turned_upside_down_from_layer_to_layer() -> None:
    """Each layer is the one before, mirrored; the points must stay where they were."""
    generator = np.random.default_rng(1)
    layer = generator.normal(size=(5, 8)).astype(np.float32)
    stack = np.stack([layer, -layer, layer], axis=1)  # (sentences, layers, width)
    maps = state_maps(SenseAxis(stack[:2], stack[2:4]), [stack[4]])
    for one in maps[1:]:
        np.testing.assert_allclose(one.contexts, maps[0].contexts, atol=1e-4)


# ── The words that come with references ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("preset", WORD_PRESETS, ids=lambda preset: preset.key)
def test_a_preset_word_ends_its_sentences_in_one_spelling(preset) -> None:
    sentences = [*preset.references.a, *preset.references.b, *preset.contexts]
    assert all(sentence.endswith(preset.word) for sentence in sentences)
    assert len(set(sentences)) == len(sentences)
    assert language_of(preset.word) == preset.language
    assert find_preset(f" {preset.word.upper()} ") is preset
