"""What pictures of predictions compute: the layer that settles one, and how far two distributions are apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.prediction_shift import compare, comparison_notes, divergence_bits, variation
from llm_viz.kit.compute.predictions import settled_layer
from tests.support.distributions import candidate, distribution, reading, words
from tests.support.written import written

chances = arrays.arrays(np.float32, 6, elements=st.floats(0, 1, width=32)).filter(lambda p: p.sum() > 0.01)


def keys(notes: Sequence[Note]) -> list[str]:
    return [note.key for note in notes]


def test_settled_is_where_the_winner_stays() -> None:
    ranks = [50, 1, 3, 1, 1]
    assert settled_layer([reading(candidate(1, " Paris", 0.7), rank, 0.1) for rank in ranks]) == 3
    assert settled_layer([reading(candidate(1, " Paris", 0.7), 1, 0.1)] * 3) == 0


@given(chances, chances)
def test_distances_have_their_bounds_and_do_not_depend_on_the_order(p: np.ndarray, q: np.ndarray) -> None:
    distance = divergence_bits(p, q)
    assert 0 <= distance <= 1
    assert distance == pytest.approx(divergence_bits(q, p), abs=1e-9)
    # Lin 1991, theorem 3: the divergence in bits is at most the variation.
    assert distance <= variation(p, q) + 1e-9
    assert divergence_bits(p, p) == pytest.approx(0, abs=1e-12)


def test_distances_of_known_distributions() -> None:
    certain, other = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    fair = np.array([0.5, 0.5], np.float32)
    assert divergence_bits(certain, other) == pytest.approx(1)
    assert variation(certain, fair) == pytest.approx(0.5)
    assert divergence_bits(certain, fair) == pytest.approx(0.5 * math.log2(4 / 3) + 0.25 * (math.log2(2 / 3) + 1))


def test_gains_and_losses_are_those_of_the_whole_vocabulary() -> None:
    first, second = words(0.6, 0.3, 0.05), distribution(candidate(2, " word2", 0.7), candidate(0, " word0", 0.2))
    p, q = np.array([0.6, 0.3, 0.05, 0.05], np.float32), np.array([0.2, 0.05, 0.7, 0.05], np.float32)
    comparison = compare(first, second, p, q)
    assert comparison.gained is not None
    assert comparison.lost is not None
    assert (comparison.gained.candidate.id, comparison.lost.candidate.id) == (2, 0)
    assert [shift.candidate.id for shift in comparison.shifts] == [0, 2, 1]
    notes = {note.key: written(note.values) for note in comparison_notes(first, second, comparison)}
    assert notes["note-other-favourite"] == {"first": "␣word0", "second": "␣word2"}
    assert notes["note-gained"]["second"] == "70\u00a0%"
    assert notes["note-tell-apart"] == {"chance": "82\u00a0%"}  # half of the changes 0.4 + 0.25 + 0.65 + 0 is 0.65


def test_no_gain_is_told_where_nothing_moves() -> None:
    same = words(0.6, 0.4)
    p = np.array([0.6, 0.4], np.float32)
    assert keys(comparison_notes(same, same, compare(same, same, p, p))) == [
        "note-same-favourite",
        "note-tell-apart",
    ]
