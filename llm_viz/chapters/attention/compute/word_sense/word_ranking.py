"""Which other word gave a word its sense: cut the word off from it and see how far the sense moves (see `shifts`).

Cutting removes the direct look only; what another word had already told the words in between still arrives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.reading import (
    WordReading,
    compared_content_words,
    compared_words,
)
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline, shifts_of
from llm_viz.chapters.attention.compute.word_sense.word_attention import word_weights
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout
from llm_viz.engine.protocol.types import Layers
from llm_viz.kit.compute.statistics import rank_correlation

DRAWS = 8
"""Random cuts of a baseline."""


@dataclass(frozen=True, slots=True)
class WordEffect:
    """A word of the context: how far cutting it from the studied word moves the sense, and how much it is attended to.

    `mean_weight` and `max_weight`: attention of the studied word's last token to all tokens of this one together, the
    mean over all heads of all layers and the largest in any head. `has_content`: it is not a word of grammar only.
    """

    word: ContextWord
    shift: float
    mean_weight: float
    max_weight: float
    has_content: bool


@dataclass(frozen=True, slots=True)
class LinkEffect:
    """One head's link from the word's last token to the token `source` of another word, and what cutting it does."""

    layer: int
    head: int
    word: ContextWord
    source: int
    weight: float
    shift: float


@dataclass(frozen=True, slots=True)
class WordRanking:
    """The words in reading order, random cuts to compare with (None: too few words), and the strongest single link."""

    words: tuple[WordEffect, ...]
    baseline: Baseline | None
    link: LinkEffect | None


def word_knockouts(
    reading: WordReading, sources: Sequence[int], layers: Layers = "all", heads: Layers = "all"
) -> tuple[AttentionKnockout, ...]:
    """No token of the word may attend to these positions in the given layers and heads."""
    links = product(reading.word, sources)
    return tuple(AttentionKnockout(destination, source, layers, heads) for destination, source in links)


def rank_words(
    lm: Model,
    reading: WordReading,
    axis: SenseAxis,
    *,
    layers: Layers = "all",
    draws: int = DRAWS,
    seed: int = 0,
) -> WordRanking:
    """Every word that the studied one can see cut from it in turn, with the baseline and the strongest single link.

    The cuts of the words use the layers `layers` only; random cuts and weights all. `draws` is the number of random
    cuts, chosen by `seed`. One request to the model.
    """
    words, content, link = compared_words(reading), compared_content_words(reading), _strongest_link(reading)
    interventions = [
        *(word_knockouts(reading, word.positions, layers) for word in words),
        *_random_cuts(reading, words, draws, seed),
        *([] if link is None else [(AttentionKnockout(reading.position, link.source, (link.layer,), (link.head,)),)]),
    ]
    shifts = shifts_of(lm, reading, axis, interventions)
    weights = np.moveaxis(word_weights(reading, words), -1, 0)  # (word, layer, head)
    effects = tuple(
        WordEffect(word, float(shift), float(weight.mean()), float(weight.max()), word in content)
        for word, shift, weight in zip(words, shifts, weights, strict=False)
    )
    random = shifts[len(words) : len(shifts) - (link is not None)]
    deviation = float(random.std(ddof=1)) if len(random) > 1 else 0.0
    baseline = Baseline(float(random.mean()), deviation, len(random)) if len(random) else None
    return WordRanking(effects, baseline, None if link is None else replace(link, shift=float(shifts[-1])))


def agreement(effects: Sequence[WordEffect]) -> float | None:
    """Rank correlation between how far cutting a word moves the sense and how much it is attended to (mean weight)."""
    return rank_correlation([abs(effect.shift) for effect in effects], [effect.mean_weight for effect in effects])


def by_intervention(effects: Sequence[WordEffect]) -> tuple[WordEffect, ...]:
    """The word whose loss moves the sense most, in either direction, first."""
    return tuple(sorted(effects, key=lambda effect: -abs(effect.shift)))


def by_attention(effects: Sequence[WordEffect]) -> tuple[WordEffect, ...]:
    """The word that is attended to most, on average over all heads and layers, first."""
    return tuple(sorted(effects, key=lambda effect: -effect.mean_weight))


def _random_cuts(
    reading: WordReading, words: Sequence[ContextWord], draws: int, seed: int
) -> Iterator[tuple[AttentionKnockout, ...]]:
    """As many links from the word as one other word has on average, drawn over all layers, heads and those words.

    So the baseline says what losing that many links does if they do not belong to one word. Nothing if there are fewer
    than two words to draw from.
    """
    if len(words) < 2:
        return
    layers, heads = reading.rows.shape[:2]
    sources = [position for word in words for position in word.positions]
    rng = np.random.default_rng(seed)
    shape = (layers, heads, len(sources))
    size = layers * heads * len(sources) // len(words)
    for _ in range(draws):
        chosen = np.zeros(shape, bool)
        chosen.reshape(-1)[rng.choice(chosen.size, size, replace=False)] = True
        yield tuple(
            knockout
            for layer, column in zip(*np.nonzero(chosen.any(1)), strict=True)
            for knockout in word_knockouts(
                reading, [sources[column]], (int(layer),), tuple(np.flatnonzero(chosen[layer, :, column]).tolist())
            )
        )


def _strongest_link(reading: WordReading) -> LinkEffect | None:
    """The token that any single head attends to most; None if there is no other word. Its shift is not yet known.

    Words of grammar are left out as long as there are others.
    """
    words = compared_content_words(reading) or compared_words(reading)
    owner = {position: word for word in words for position in word.positions}
    if not owner:
        return None
    sources = list(owner)
    rows = reading.rows[:, :, sources]
    layer, head, column = (int(index) for index in np.unravel_index(int(rows.argmax()), rows.shape))
    source = sources[column]
    return LinkEffect(layer, head, owner[source], source, float(rows[layer, head, column]), 0.0)
