"""The made-up language: its text follows its own probabilities, and its entropy is the lowest possible loss."""

from __future__ import annotations

import math

import numpy as np
import pytest

from llm_viz.training.synthetic_language import SyntheticLanguage


class TestLanguage:
    language = SyntheticLanguage(seed=1, vocabulary=64, followers=6)

    def test_its_entropy_is_that_of_its_text(self) -> None:
        text = self.language.sample(40_000, seed=2)
        assert self.language.cross_entropy(text) == pytest.approx(self.language.entropy, abs=0.02)
        shares = [1 / (place * sum(1 / k for k in range(1, 7))) for place in range(1, 7)]
        assert self.language.entropy == pytest.approx(-sum(share * math.log(share) for share in shares))

    def test_counting_its_words_finds_its_chances(self) -> None:
        text = self.language.sample(60_000, seed=3)
        word = int(np.bincount(text).argmax())
        after = np.bincount(text[1:][text[:-1] == word], minlength=64)
        found = after[self.language.followers[word]] / after.sum()
        assert found == pytest.approx(self.language.probabilities, abs=0.03)
        assert after.sum() == after[self.language.followers[word]].sum()

    def test_lists_hold_each_word_once(self) -> None:
        assert all(len(set(row)) == 6 for row in self.language.followers.tolist())

    def test_texts_differ_by_seed_and_come_again(self) -> None:
        first, again, other = (self.language.sample(100, seed) for seed in (5, 5, 6))
        assert (first == again).all()
        assert (first != other).any()
