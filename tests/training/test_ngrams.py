"""Counting foresees what can be counted."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from llm_viz.training.ngrams import bits, ngram_cross_entropy


def by_hand(train: list[int], validation: list[int], vocabulary: int, order: int) -> float:
    """Witten-Bell smoothing as its definition reads, run by run."""

    def probability(context: tuple[int, ...], token: int) -> float:
        shorter = probability(context[1:], token) if context else 1 / vocabulary
        length = len(context) + 1
        runs = Counter(tuple(train[at : at + length]) for at in range(len(train) - length + 1))
        following = {run[-1]: count for run, count in runs.items() if run[:-1] == context}
        if not following:
            return shorter
        return (following.get(token, 0) + len(following) * shorter) / (sum(following.values()) + len(following))

    places = range(order - 1, len(validation))
    return -sum(math.log(probability(tuple(validation[at - order + 1 : at]), validation[at])) for at in places) / len(
        places
    )


@pytest.mark.parametrize("order", [1, 2, 3])
def test_the_loss_is_that_of_the_definition(order: int) -> None:
    draw = np.random.default_rng(order)
    train, validation = draw.integers(0, 5, 60), draw.integers(0, 6, 25)
    expected = by_hand(train.tolist(), validation.tolist(), 6, order)
    assert ngram_cross_entropy(train, validation, 6, order) == pytest.approx(expected)


def test_longer_runs_foresee_what_depends_on_more() -> None:
    """Of three tokens in turn, two are a coin's and the third is their sum: only a trigram can know it."""
    draw = np.random.default_rng(0)
    coins = draw.integers(0, 2, (20_000, 2))
    ids = np.column_stack([coins, 2 + (coins.sum(1) % 2)]).reshape(-1)
    losses = [bits(ngram_cross_entropy(ids[:50_000], ids[50_000:], 4, order)) for order in (1, 2, 3)]
    assert losses[0] > losses[1] + 0.1
    assert losses[2] == pytest.approx(2 / 3, abs=0.02)


def test_runs_too_long_for_their_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        ngram_cross_entropy(np.zeros(9, np.int64), np.zeros(9, np.int64), 100_000, 4)
