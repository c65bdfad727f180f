"""A word in a context, as tiny models read it."""

from __future__ import annotations

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from tests.chapters.attention.word_sense.made_up import CONTEXT


def test_a_word_is_read_at_its_last_token(reading: WordReading) -> None:
    assert reading.tokens[reading.position].end == len(CONTEXT)
    assert reading.hidden.shape == (4, 32)
    assert reading.rows.shape == (3, 4, len(reading.tokens))
    np.testing.assert_allclose(reading.rows.sum(-1), 1, atol=1e-5)
