"""What a word attends to in its context, head by head, and which heads do so differently in another context.

Attention to a word is the attention of the studied word's last token to all tokens of that word together. Layers and
heads are indices from 0 here and numbers from 1 in every sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.attention_links import strongest_head
from llm_viz.chapters.attention.compute.word_sense.reading import (
    WordReading,
    compared_content_words,
    compared_words,
)
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.engine.protocol.types import Floats


@dataclass(frozen=True, slots=True)
class WordAttention:
    """One head's attention from the studied word to another `word`."""

    layer: int
    head: int
    word: ContextWord
    weight: float


@dataclass(frozen=True, slots=True)
class HeadContrast:
    """One head in two contexts: the share of its attention that goes from the word to other words (not the sink)."""

    layer: int
    head: int
    share_a: float
    share_b: float

    @property
    def difference(self) -> float:
        """How differently the head behaves, 0 … 1."""
        return abs(self.share_a - self.share_b)


def word_weights(reading: WordReading, words: Sequence[ContextWord]) -> Floats:
    """Attention to each of the words in every head: (layer, head, word)."""
    sums = [reading.rows[:, :, list(word.positions)].sum(-1) for word in words]
    return np.stack(sums, axis=-1) if sums else np.zeros((*reading.rows.shape[:2], 0), np.float32)


def strongest_heads(reading: WordReading) -> tuple[WordAttention, ...]:
    """For each other word the head that attends to it most."""
    words = compared_words(reading)
    weights = word_weights(reading, words)
    heads = [strongest_head(weights[:, :, index]) for index in range(len(words))]
    return tuple(
        WordAttention(layer, head, word, weight) for word, (layer, head, weight) in zip(words, heads, strict=True)
    )


def contrasting_heads(a: WordReading, b: WordReading, count: int) -> tuple[HeadContrast, ...]:
    """The heads in which the word turns to other words much more in one context than in the other, largest first."""
    share_a, share_b = (word_weights(reading, compared_words(reading)).sum(-1) for reading in (a, b))  # (layer, head)
    order = np.argsort(-np.abs(share_a - share_b), axis=None, kind="stable")[:count]
    places = [np.unravel_index(int(index), share_a.shape) for index in order]
    return tuple(HeadContrast(int(i), int(j), float(share_a[i, j]), float(share_b[i, j])) for i, j in places)


def content_looks(reading: WordReading) -> tuple[WordAttention, ...]:
    """For each other word with a meaning of its own the head that attends to it most, in reading order."""
    content = compared_content_words(reading)
    return tuple(look for look in strongest_heads(reading) if look.word in content)


def strongest_look(reading: WordReading) -> WordAttention | None:
    """The strongest attention of any single head to a word with a meaning of its own; None if there is no such word."""
    return max(content_looks(reading), key=lambda look: look.weight, default=None)
