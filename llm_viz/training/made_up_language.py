"""A made-up language that never ends, and whose chances are known.

Its words are numbers, the frequent ones first (Zipf 1949). Each word has a list of words that like to follow it, some
more than others. Frequent words are learned soon, rare ones and rare followers late: a larger model and more data
always find something more (cf. the quanta of Michaud et al. 2023 and the associative memories of Cabannes et al. 2023).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from llm_viz.training.alphabet import Ids
from llm_viz.training.scaling_plan import FOLLOWERS, VOCABULARY

Chances = NDArray[np.float64]

_BLOCK = 2**16  # words written at once


class MadeUpLanguage:
    """The language of one seed.

    Every list holds each word once, and places in it are drawn by the same chances everywhere. So the entropy of the
    next word is that of these chances: known exactly, and the lowest mean loss that any model can reach.
    """

    def __init__(self, seed: int = 0, vocabulary: int = VOCABULARY, followers: int = FOLLOWERS) -> None:
        dice = np.random.default_rng(seed)
        self.vocabulary = vocabulary
        self.chances = _falling(followers)
        """The chance of each place in a list: in proportion to 1, 1/2, 1/3, …"""
        frequencies = _falling(vocabulary)
        self.followers = np.stack(
            [dice.choice(vocabulary, followers, replace=False, p=frequencies) for _ in range(vocabulary)]
        )
        """The list of each word (V, followers), drawn by the frequency of words."""

    @property
    def entropy(self) -> float:
        """Nats per word: −Σ p ln p."""
        return float(-(self.chances * np.log(self.chances)).sum())

    def write(self, count: int, seed: int) -> Ids:
        """`count` words; another seed gives another text of the same language."""
        dice = np.random.default_rng(seed)
        places_up_to = np.cumsum(self.chances)[:-1]
        followers = self.followers.tolist()
        word = int(dice.integers(self.vocabulary))
        text = np.empty(count, np.int64)
        for start in range(0, count, _BLOCK):
            words = []
            for place in np.searchsorted(places_up_to, dice.random(min(_BLOCK, count - start)), side="right").tolist():
                word = followers[word][place]
                words.append(word)
            text[start : start + len(words)] = words
        return text

    def surprise(self, text: Ids) -> float:
        """The loss of the true chances on a text: the mean −ln p of its words but the first (nats). It differs from the
        entropy by the luck of this text; no model is better on it but by luck.
        """
        places = (self.followers[text[:-1]] == text[1:, None]).argmax(axis=1)
        return float(-np.log(self.chances[places]).mean())


def _falling(count: int) -> Chances:
    weights = 1 / np.arange(1, count + 1)
    return np.asarray(weights / weights.sum(), np.float64)
