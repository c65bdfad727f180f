"""Which other word, or which head, gave a word its sense: take it away and see how far the meaning moves.

A shift is the word's mean sense score over the last third of the layers with the intervention, minus that without:
positive = towards sense A, negative = towards sense B. Cutting removes the direct look only; what another word had
already told the words in between still arrives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.axis import Axis, WordReading, last_third
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord, is_word, pieces
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout, HeadAblation, InterventionSet
from llm_viz.engine.protocol.types import Floats, Layers
from llm_viz.kit.compute.statistics import rank_correlation

DRAWS = 8
"""Random cuts of a baseline."""
_MOST_AT_ONCE = 512
"""InterventionBatch of one request."""


@dataclass(frozen=True, slots=True)
class WordEffect:
    """A word of the context: how far cutting it from the studied word moves the meaning, and how much it is looked at.

    `mean_weight` and `max_weight`: attention of the studied word's last token to all tokens of this one together, the
    mean over all heads of all layers and the largest in any head.
    """

    word: ContextWord
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
    """One head's look from the word's last token to the token `key` of another word, and what cutting it does."""

    layer: int
    head: int
    word: ContextWord
    key: int
    weight: float
    shift: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The words in reading order, random cuts to compare with (None: too few words), and the strongest single look."""

    words: tuple[WordEffect, ...]
    baseline: Baseline | None
    link: LinkEffect | None


def ranked_words(reading: WordReading) -> tuple[ContextWord, ...]:
    """The words that are compared: those that the studied one can see, before it and, in an encoder, after it.

    The one that holds the first token is left out: attention rests there unmeant (Xiao et al. 2023, attention sinks). A
    special first token, such as <bos>, leaves all words in.
    """
    own = pieces(reading.context, reading.tokens, reading.word)
    last = len(reading.tokens) if reading.sees_later else reading.word.start
    return tuple(
        word
        for word in own
        if is_word(word, reading.tokens) and word.positions[-1] < last and not {0, *reading.word} & set(word.positions)
    )


def cut(
    reading: WordReading, keys: Sequence[int], layers: Layers = "all", heads: Layers = "all"
) -> tuple[AttentionKnockout, ...]:
    """No token of the word may look at these positions."""
    return tuple(AttentionKnockout(query, key, layers, heads) for query, key in product(reading.word, keys))


def rank_words(
    lm: Model,
    reading: WordReading,
    axis: Axis,
    *,
    layers: Layers = "all",
    draws: int = DRAWS,
    seed: int = 0,
) -> Ranking:
    """Every word that the studied one can see cut from it in turn, with the yardstick and the strongest single look.

    The cuts of the words use the layers `layers` only; random cuts and weights all. One request to the model.
    """
    words, look = ranked_words(reading), _strongest_look(reading)
    interventions = [
        *(cut(reading, word.positions, layers) for word in words),
        *_random_cuts(reading, words, draws, seed),
        *([] if look is None else [(AttentionKnockout(reading.position, look.key, (look.layer,), (look.head,)),)]),
    ]
    shifts = shifts_of(lm, reading, axis, interventions)
    weights = [reading.rows[:, :, list(word.positions)].sum(-1) for word in words]  # (layers, heads) each
    effects = tuple(
        WordEffect(word, float(shift), float(weight.mean()), float(weight.max()))
        for word, shift, weight in zip(words, shifts, weights, strict=False)
    )
    random = shifts[len(words) : len(shifts) - (look is not None)]
    deviation = float(random.std(ddof=1)) if len(random) > 1 else 0.0
    baseline = Baseline(float(random.mean()), deviation, len(random)) if len(random) else None
    return Ranking(effects, baseline, None if look is None else replace(look, shift=float(shifts[-1])))


def _random_cuts(
    reading: WordReading, words: Sequence[ContextWord], draws: int, seed: int
) -> Iterator[tuple[AttentionKnockout, ...]]:
    """As many links from the word as one other word has on average, drawn over all layers, heads and those words.

    So the yardstick says what losing that many links does if they do not belong to one word. Nothing if there are fewer
    than two words to draw from.
    """
    if len(words) < 2:
        return
    layers, heads = reading.rows.shape[:2]
    keys = [position for word in words for position in word.positions]
    generator = np.random.default_rng(seed)
    shape = (layers, heads, len(keys))
    size = layers * heads * len(keys) // len(words)
    for _ in range(draws):
        chosen = np.zeros(shape, bool)
        chosen.reshape(-1)[generator.choice(chosen.size, size, replace=False)] = True
        yield tuple(
            link
            for layer, column in zip(*np.nonzero(chosen.any(1)), strict=True)
            for link in cut(
                reading, [keys[column]], (int(layer),), tuple(np.flatnonzero(chosen[layer, :, column]).tolist())
            )
        )


def _strongest_look(reading: WordReading) -> LinkEffect | None:
    """The token that any single head looks at most; None if there is no other word. Its shift is not yet known."""
    owner = {position: word for word in ranked_words(reading) for position in word.positions}
    if not owner:
        return None
    keys = list(owner)
    rows = reading.rows[:, :, keys]
    layer, head, column = (int(index) for index in np.unravel_index(int(rows.argmax()), rows.shape))
    key = keys[column]
    return LinkEffect(layer, head, owner[key], key, float(rows[layer, head, column]), 0.0)


def head_effects(lm: Model, reading: WordReading, axis: Axis) -> Iterator[HeadEffects]:
    """Every head silenced in turn (for all tokens); yields the grid as it fills, closing the iterator abandons it."""
    layers, heads = reading.rows.shape[:2]
    places = list(product(range(layers), range(heads)))
    grid = np.full((layers, heads), np.nan, np.float32)
    done = 0
    interventions = [(HeadAblation(layer, head),) for layer, head in places]
    for part in _shift_parts(lm, reading, axis, interventions):
        grid.reshape(-1)[done : done + len(part)] = part
        done += len(part)
        yield HeadEffects(grid.copy(), done)


def shifts_of(
    lm: Model,
    reading: WordReading,
    axis: Axis,
    interventions: Sequence[InterventionSet],
) -> Floats:
    """The shift of every intervention, (interventions,)."""
    parts = list(_shift_parts(lm, reading, axis, interventions))
    return np.concatenate([np.zeros(0, np.float32), *parts])


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
    lm: Model,
    reading: WordReading,
    axis: Axis,
    interventions: Sequence[InterventionSet],
) -> Iterator[Floats]:
    """Shifts in order, batch by batch as the engine delivers them."""
    layers = tuple(last_third(axis.layers))
    unchanged = axis.score(reading.hidden[list(layers)], layers).mean()
    for start in range(0, len(interventions), _MOST_AT_ONCE):
        rows = tuple(interventions[start : start + _MOST_AT_ONCE])
        for part in lm.intervention_batches(reading.context, rows, reading.position, hidden=layers):
            yield axis.score(part.hidden, layers).mean(-1) - unchanged
