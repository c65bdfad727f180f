"""A synthetic language, a Markov chain over words, whose probabilities are known.

Its words are numbers, the frequent ones first (Zipf 1949). Each word has a list of followers with falling
probabilities. Frequent words are learned early, rare ones and rare followers late, so that a larger model and more data
keep lowering the loss (cf. Michaud et al. 2023, arXiv:2303.13506, and Cabannes et al. 2023, arXiv:2310.02984).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from llm_viz.training.scaling_plan import FOLLOWERS, VOCABULARY
from llm_viz.training.types import TokenIds

Probabilities = NDArray[np.float64]

_BLOCK = 2**16  # words sampled at once


class SyntheticLanguage:
    """The language of one seed, with `vocabulary` words and `followers` possible next words after each.

    Every list of followers holds a word at most once, and the probability of each rank in it is the same after every
    word. So the entropy of the next word is that of these probabilities: the lowest mean loss that a model can reach.
    """

    def __init__(self, seed: int = 0, vocabulary: int = VOCABULARY, followers: int = FOLLOWERS) -> None:
        rng = np.random.default_rng(seed)
        self.vocabulary = vocabulary
        self.probabilities = _falling(followers)
        """(rank,): in proportion to 1, 1/2, 1/3, …"""
        frequencies = _falling(vocabulary)
        self.followers = np.stack(
            [rng.choice(vocabulary, followers, replace=False, p=frequencies) for _ in range(vocabulary)]
        )
        """(vocab, rank): the list of each word, drawn by the frequency of words."""

    @property
    def entropy(self) -> float:
        """Nats per word: −Σ p ln p."""
        return float(-(self.probabilities * np.log(self.probabilities)).sum())

    def sample(self, count: int, seed: int) -> TokenIds:
        """`count` words (pos,); another seed gives another text of the same language."""
        rng = np.random.default_rng(seed)
        ranks_up_to = np.cumsum(self.probabilities)[:-1]
        followers = self.followers.tolist()
        word = int(rng.integers(self.vocabulary))
        text = np.empty(count, np.int64)
        for start in range(0, count, _BLOCK):
            words = []
            for rank in np.searchsorted(ranks_up_to, rng.random(min(_BLOCK, count - start)), side="right").tolist():
                word = followers[word][rank]
                words.append(word)
            text[start : start + len(words)] = words
        return text

    def cross_entropy(self, text: TokenIds) -> float:
        """The mean −ln p of the words of a text (pos,) but the first under the true probabilities, in nats per word.

        Its mean over texts is the entropy.
        """
        ranks = (self.followers[text[:-1]] == text[1:, None]).argmax(axis=1)
        return float(-np.log(self.probabilities[ranks]).mean())


def _falling(count: int) -> Probabilities:
    weights = 1 / np.arange(1, count + 1)
    return np.asarray(weights / weights.sum(), np.float64)
