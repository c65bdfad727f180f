"""N-gram models: the next token predicted from the last few by counting."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from llm_viz.training.types import TokenIds

_Probabilities = NDArray[np.float64]
"""(pos,)"""


def ngram_cross_entropy(train: TokenIds, validation: TokenIds, vocabulary_size: int, order: int) -> float:
    """The loss (nats per token) on `validation` (pos,) of a model that counted n-grams of up to `order` tokens in
    `train` (pos,); the ids of both are below `vocabulary_size`.

    Counts of longer runs are mixed with those of shorter ones by Witten-Bell smoothing (Witten & Bell 1991; Chen &
    Goodman 1998, section 2.5), so that runs never seen have a probability too. Every token but the first `order - 1`
    of the validation text is predicted. ValueError if an n-gram does not fit a 64-bit integer.
    """
    if vocabulary_size ** (order + 1) > 2**62:
        raise ValueError(f"runs of {order} tokens out of {vocabulary_size} have no numbers of 64 bits")
    predicted = len(validation) - order + 1
    probabilities: _Probabilities = np.full(predicted, 1 / vocabulary_size)
    for length in range(1, order + 1):
        runs = _runs(validation, length, vocabulary_size)[order - length :]
        probabilities = _mix(_runs(train, length, vocabulary_size), runs, probabilities, vocabulary_size)
    return -float(np.log(probabilities).mean())


def bits(nats: float) -> float:
    """Natural units as bits."""
    return nats / math.log(2)


def _runs(ids: TokenIds, length: int, vocabulary_size: int) -> TokenIds:
    """Every n-gram of `length` tokens as one number (pos,), whose last digit to the base `vocabulary_size` is its last
    token.
    """
    runs = np.zeros(len(ids) - length + 1, np.int64)
    for offset in range(length):
        runs = runs * vocabulary_size + ids[offset : offset + len(runs)]
    return runs


def _mix(seen: TokenIds, runs: TokenIds, shorter: _Probabilities, vocabulary_size: int) -> _Probabilities:
    """p(last token | those before it) (pos,) for the n-grams `runs` (pos,), from counts of the runs `seen` and the
    estimates `shorter` without the first.
    """
    kinds, counts = np.unique(seen, return_counts=True)
    contexts, first, followers = np.unique(kinds // vocabulary_size, return_index=True, return_counts=True)
    totals = np.add.reduceat(counts, first)
    count = _look_up(kinds, counts, runs)
    total = _look_up(contexts, totals, runs // vocabulary_size)
    different = _look_up(contexts, followers, runs // vocabulary_size)
    unseen = total == 0  # a context never met: nothing to mix in
    return np.where(unseen, shorter, (count + different * shorter) / np.where(unseen, 1, total + different))


def _look_up(keys: TokenIds, values: NDArray[np.int64], wanted: TokenIds) -> NDArray[np.int64]:
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)
