"""At which word the heads of a text look most."""

from __future__ import annotations

import numpy as np

from llm_viz.chapters.attention.compute.all_looks import all_looks
from llm_viz.engine.protocol.tokens import Token


def test_most_heads_look_at_the_first_word_and_one_hard_at_another() -> None:
    texts = ["The", " red", " fox", " runs"]
    tokens = [Token(place, place, text, text.encode(), place, place + 1, "normal") for place, text in enumerate(texts)]
    weights = np.zeros((2, 2, 4, 4), dtype=np.float32)
    weights[..., 0] = 1
    weights[1, 0, 3] = [0.1, 0.0, 0.9, 0.0]
    looks = all_looks(tokens, weights)
    assert looks.looks.shape == (2, 2, 4, 4)
    assert looks.most_looked_at() == [0, 2]
    assert (looks.striking, looks.striking_lane()) == ((1, 0), [2])


def test_a_long_text_gathers_its_middle_and_every_look_stays_whole() -> None:
    tokens = [Token(place, place, f" w{place}", b"w", place, place + 1, "normal") for place in range(40)]
    weights = np.tril(np.ones((1, 3, 40, 40), dtype=np.float32))
    weights /= weights.sum(-1, keepdims=True)
    looks = all_looks(tokens, weights)
    assert looks.looks.shape == (1, 3, 12, 12)
    assert np.allclose(looks.looks.sum(-1), 1)
