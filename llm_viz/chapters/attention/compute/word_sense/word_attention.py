"""One word in two contexts: what it looks back at in each, head by head.

Attention to a word is the attention of the studied word's last token to all tokens of that word together. Layers and
heads are indices from 0 here and numbers from 1 in every sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.attention_links import label
from llm_viz.chapters.attention.compute.word_sense.axis import Axis, WordReading, mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.notes import SEPARATED, signed
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.chapters.attention.compute.word_sense.word_ranking import ranked_words
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note


@dataclass(frozen=True, slots=True)
class WordLook:
    """One head's attention from the studied word to the word `seen`."""

    layer: int
    head: int
    seen: ContextWord
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
    """Attention to each of the words in every head: (layers, heads, words)."""
    sums = [reading.rows[:, :, list(word.positions)].sum(-1) for word in words]
    return np.stack(sums, axis=-1) if sums else np.zeros((*reading.rows.shape[:2], 0), np.float32)


def strongest_heads(reading: WordReading) -> tuple[WordLook, ...]:
    """For each other word the head that looks at it most."""
    words = ranked_words(reading)
    weights = word_weights(reading, words)
    looks = []
    for index, word in enumerate(words):
        layer, head = np.unravel_index(int(weights[:, :, index].argmax()), weights.shape[:2])
        looks.append(WordLook(int(layer), int(head), word, float(weights[layer, head, index])))
    return tuple(looks)


def contrasting_heads(a: WordReading, b: WordReading, count: int) -> tuple[HeadContrast, ...]:
    """The heads in which the word turns to other words much more in one context than in the other, largest first."""
    share_a, share_b = (word_weights(one, ranked_words(one)).sum(-1) for one in (a, b))  # (layers, heads)
    order = np.argsort(-np.abs(share_a - share_b), axis=None, kind="stable")[:count]
    places = [np.unravel_index(int(index), share_a.shape) for index in order]
    return tuple(HeadContrast(int(i), int(j), float(share_a[i, j]), float(share_b[i, j])) for i, j in places)


def favourite(reading: WordReading) -> ContextWord | None:
    """The word that the studied one looks at most on average over all heads of all layers."""
    means = _means(reading)
    return max(means, key=lambda word: means[word], default=None)


def guess_options(reading: WordReading, most: int = 6) -> list[str]:
    """Words to choose from, in reading order, the favourite among them."""
    means = _means(reading)
    kept = sorted(sorted(means, key=lambda word: -means[word])[:most], key=lambda word: word.positions)
    return list(dict.fromkeys(visible(word.text) for word in kept))


def pair_notes(a: WordReading, b: WordReading) -> list[Note]:
    """What can be said about the looks of one word in two contexts, and about what follows from them."""
    notes = []
    for key, reading in (("note-context-a", a), ("note-context-b", b)):
        best = max(strongest_heads(reading), key=lambda look: look.weight, default=None)
        if best is not None and best.weight >= 0.2:
            notes.append(Note(key, _said(best, reading)))
    for contrast in contrasting_heads(a, b, 1) if ranked_words(a) and ranked_words(b) else ():
        if contrast.difference >= 0.3:
            numbers = {"layer": contrast.layer + 1, "head": contrast.head + 1}
            shares = {"a": percent(contrast.share_a), "b": percent(contrast.share_b)}
            notes.append(Note("note-contrast", {**numbers, **shares}))
    if a.next is not None and b.next is not None:
        best_a, best_b = a.next.candidates[0], b.next.candidates[0]
        if best_a.id != best_b.id:
            said = {"a": visible(best_a.text), "share_a": percent(best_a.probability)}
            notes.append(Note("note-next", {**said, "b": visible(best_b.text), "share_b": percent(best_b.probability)}))
    return notes


def all_cut_notes(context: str, before: WordReading, after: WordReading, axis: Axis) -> list[Note]:
    """What a word that may look at no other word says of where its meaning came from; `context` is its letter."""
    scores = [mean_sense(sense_by_layer(axis, reading)) for reading in (before, after)]
    if abs(scores[1] - scores[0]) < SEPARATED / 2:
        return []
    said = {"context": context, "before": signed(scores[0]), "after": signed(scores[1])}
    return [Note("note-cut-all", {**said, "shift": signed(scores[1] - scores[0])})]


def _means(reading: WordReading) -> dict[ContextWord, float]:
    words = ranked_words(reading)
    return dict(zip(words, word_weights(reading, words).mean((0, 1)).tolist(), strict=True))


def _said(look: WordLook, reading: WordReading) -> dict[str, str | int | float]:
    return {
        "layer": look.layer + 1,
        "head": look.head + 1,
        "looking": label(reading.tokens[reading.position]),
        "seen": visible(look.seen.text),
        "weight": percent(look.weight),
    }
