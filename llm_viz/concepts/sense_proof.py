"""Which earlier word, or which head, gave a word its sense: take it away and see how far the meaning moves.

A shift is the word's mean sense score over the last third of the layers with the intervention, minus that without:
positive = towards sense A, negative = towards sense B. Cutting removes the direct look only; what an earlier word had
already told the words in between still arrives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from llm_viz.concepts.sense import Axis, WordReading, last_third
from llm_viz.concepts.sense_word import EarlierWord, earlier_words
from llm_viz.lm.protocol import (
    Checkpoint,
    CutLink,
    Engine,
    Floats,
    Layers,
    SilenceHead,
    VariantsRequest,
    carry_on,
)

Intervention = tuple[CutLink | SilenceHead, ...]

DRAWS = 8
"""Random cuts of a baseline."""
_MOST_AT_ONCE = 512
"""Variants of one request."""


@dataclass(frozen=True, slots=True)
class WordEffect:
    """An earlier word: how far cutting it from the word moves the meaning, and how much the word looks at it.

    `mean_weight` and `max_weight`: attention of the word's last token to all tokens of this one together, the mean over
    all heads of all layers and the largest in any head.
    """

    word: EarlierWord
    shift: float
    mean_weight: float
    max_weight: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """The shifts of random interventions: mean and standard deviation of `draws` many."""

    mean: float
    deviation: float
    draws: int

    def exceeded_by(self, shift: float) -> bool:
        """Whether a shift lies more than two standard deviations from the random ones."""
        return abs(shift - self.mean) > 2 * self.deviation


@dataclass(frozen=True, slots=True, eq=False)
class HeadEffects:
    """Silencing each head: `shifts` (layers, heads), NaN where not yet known; `done` of them are."""

    shifts: Floats
    done: int

    @property
    def complete(self) -> bool:
        return self.done == self.shifts.size

    @property
    def baseline(self) -> Baseline:
        """A head taken at random: mean and standard deviation over all known heads."""
        known = self.shifts[~np.isnan(self.shifts)]
        return Baseline(float(known.mean()), float(known.std()), len(known))

    def strongest(self, count: int) -> tuple[tuple[int, int, float], ...]:
        """Layer, head and shift of the heads that move the meaning most, largest first."""
        size = np.abs(np.nan_to_num(self.shifts))
        order = np.argsort(-size, axis=None, kind="stable")[: min(count, self.done)]
        places = [np.unravel_index(int(index), size.shape) for index in order]
        return tuple((int(i), int(j), float(self.shifts[i, j])) for i, j in places)


@dataclass(frozen=True, slots=True)
class LinkEffect:
    """One head's look from the word's last token to the token `key` of an earlier word, and what cutting it does."""

    layer: int
    head: int
    word: EarlierWord
    key: int
    weight: float
    shift: float


def ranked_words(reading: WordReading) -> tuple[EarlierWord, ...]:
    """The earlier words that are compared: all but the one that holds the first token, where attention rests unmeant.

    (Xiao et al. 2023, attention sinks.) A special first token, such as <bos>, leaves all words in.
    """
    words = earlier_words(reading.context, reading.tokens, reading.word[0])
    return tuple(word for word in words if 0 not in word.positions)


def cut(reading: WordReading, keys: Sequence[int], layers: Layers = "all", heads: Layers = "all") -> Intervention:
    """No token of the word may look at these positions."""
    return tuple(CutLink(query, key, layers, heads) for query, key in product(reading.word, keys))


def word_effects(
    engine: Engine,
    model: str,
    reading: WordReading,
    axis: Axis,
    layers: Layers = "all",
    checkpoint: Checkpoint = carry_on,
) -> tuple[WordEffect, ...]:
    """Every earlier word cut from the word in turn, in reading order; attention is that without any cut.

    The shifts use the layers of `layers` only, the weights all.
    """
    words = ranked_words(reading)
    shifts = shifts_of(
        engine, model, reading, axis, [cut(reading, word.positions, layers) for word in words], checkpoint
    )
    weights = [reading.rows[:, :, list(word.positions)].sum(-1) for word in words]  # (layers, heads) each
    return tuple(
        WordEffect(word, float(shift), float(weight.mean()), float(weight.max()))
        for word, shift, weight in zip(words, shifts, weights, strict=True)
    )


def random_cuts(
    engine: Engine,
    model: str,
    reading: WordReading,
    axis: Axis,
    seed: int = 0,
    draws: int = DRAWS,
    checkpoint: Checkpoint = carry_on,
) -> Baseline | None:
    """As many links from the word as one earlier word has on average, drawn over all layers, heads and earlier words.

    So the yardstick says what losing that many links does if they do not belong to one word. None if there are fewer
    than two earlier words to draw from.
    """
    words = ranked_words(reading)
    if len(words) < 2:
        return None
    layers, heads = reading.rows.shape[:2]
    keys = [position for word in words for position in word.positions]
    generator = np.random.default_rng(seed)
    shape = (layers, heads, len(keys))
    size = layers * heads * len(keys) // len(words)

    def draw() -> Intervention:
        chosen = np.zeros(shape, bool)
        chosen.reshape(-1)[generator.choice(chosen.size, size, replace=False)] = True
        edits: list[CutLink | SilenceHead] = []
        for layer, column in product(range(layers), range(len(keys))):
            drawn = tuple(int(head) for head in np.flatnonzero(chosen[layer, :, column]))
            if drawn:
                edits += cut(reading, [keys[column]], (layer,), drawn)
        return tuple(edits)

    shifts = shifts_of(engine, model, reading, axis, [draw() for _ in range(draws)], checkpoint)
    return Baseline(float(shifts.mean()), float(shifts.std(ddof=1)) if draws > 1 else 0.0, draws)


def head_effects(
    engine: Engine, model: str, reading: WordReading, axis: Axis, checkpoint: Checkpoint = carry_on
) -> Iterator[HeadEffects]:
    """Every head silenced in turn (for all tokens); yields the grid as it fills, closing the iterator abandons it."""
    layers, heads = reading.rows.shape[:2]
    places = list(product(range(layers), range(heads)))
    grid = np.full((layers, heads), np.nan, np.float32)
    done = 0
    interventions = [(SilenceHead(layer, head),) for layer, head in places]
    for part in _shift_parts(engine, model, reading, axis, interventions, checkpoint):
        grid.reshape(-1)[done : done + len(part)] = part
        done += len(part)
        yield HeadEffects(grid.copy(), done)


def strongest_link(
    engine: Engine, model: str, reading: WordReading, axis: Axis, checkpoint: Checkpoint = carry_on
) -> LinkEffect | None:
    """The earlier token that any single head looks at most, cut in that head alone; None without earlier words."""
    owner = {position: word for word in ranked_words(reading) for position in word.positions}
    if not owner:
        return None
    keys = list(owner)
    rows = reading.rows[:, :, keys]
    layer, head, column = (int(index) for index in np.unravel_index(int(rows.argmax()), rows.shape))
    key = keys[column]
    one_look = (CutLink(reading.position, key, (layer,), (head,)),)
    (shift,) = shifts_of(engine, model, reading, axis, [one_look], checkpoint)
    return LinkEffect(layer, head, owner[key], key, float(rows[layer, head, column]), float(shift))


def shifts_of(
    engine: Engine,
    model: str,
    reading: WordReading,
    axis: Axis,
    interventions: Sequence[Intervention],
    checkpoint: Checkpoint = carry_on,
) -> Floats:
    """The shift of every intervention, (interventions,)."""
    parts = list(_shift_parts(engine, model, reading, axis, interventions, checkpoint))
    return np.concatenate([np.zeros(0, np.float32), *parts])


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Spearman's ρ: 1 = the same order, -1 = the reverse; ties share their mean rank. None below three values or if
    all values of one side are the same.
    """
    if len(one) < 3:
        return None
    first, second = (_ranks(np.asarray(values)) for values in (one, other))
    if first.std() == 0 or second.std() == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def agreement(effects: Sequence[WordEffect]) -> float | None:
    """Rank correlation between how far cutting a word moves the meaning and how much it is looked at (mean weight)."""
    return rank_correlation([abs(one.shift) for one in effects], [one.mean_weight for one in effects])


def by_intervention(effects: Sequence[WordEffect]) -> tuple[WordEffect, ...]:
    """The word whose loss moves the meaning most, in either direction, first."""
    return tuple(sorted(effects, key=lambda one: -abs(one.shift)))


def by_attention(effects: Sequence[WordEffect]) -> tuple[WordEffect, ...]:
    """The word that is looked at most, on average over all heads and layers, first."""
    return tuple(sorted(effects, key=lambda one: -one.mean_weight))


def _shift_parts(
    engine: Engine,
    model: str,
    reading: WordReading,
    axis: Axis,
    interventions: Sequence[Intervention],
    checkpoint: Checkpoint,
) -> Iterator[Floats]:
    """Shifts in order, batch by batch as the engine delivers them."""
    layers = tuple(last_third(axis.layers))
    unchanged = axis.score(reading.hidden[list(layers)], layers).mean()
    for start in range(0, len(interventions), _MOST_AT_ONCE):
        variants = tuple(interventions[start : start + _MOST_AT_ONCE])
        request = VariantsRequest(model, reading.context, variants, reading.position, hidden=layers)
        for part in engine.variants(request, checkpoint):
            yield axis.score(part.hidden, layers).mean(-1) - unchanged


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rank of each value from 0; equal values share the mean of their ranks."""
    below = (values[:, None] > values).sum(1)
    equal = (values[:, None] == values).sum(1)
    return np.asarray(below + (equal - 1) / 2, dtype=np.float64)
