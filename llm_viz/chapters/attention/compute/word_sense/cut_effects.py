"""What the first cut should be: every word alone and all words together, measured before the visitor cuts anything.

A sense often hangs on several words at once, so that cutting one of them does little, or even moves the meaning the
other way. What a page invites to cut first has to show an effect; what it is depends on model and contexts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.reading import (
    WordReading,
    compared_content_words,
    compared_words,
)
from llm_viz.chapters.attention.compute.word_sense.shifts import shifts_of
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import (
    SpanKnockout,
    all_others,
    attention_knockouts,
)
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.engine.model import Model

WORTH_TRYING = 0.2
"""A cut that moves the meaning this far towards the other sense shows something."""
_MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class CutEffects:
    """Shifts of the meaning in one context, whose meaning is `before`: of each word cut alone, and of all together.

    `together` cuts the studied word off from everything but the first token (`all_others`).
    """

    before: float
    words: tuple[ContextWord, ...]
    alone: tuple[float, ...]
    together: float

    @property
    def strongest_alone(self) -> tuple[ContextWord, float] | None:
        """The word whose loss moves the meaning most, in either direction, and its shift; None if there is no word."""
        pairs = zip(self.words, self.alone, strict=True)
        return max(pairs, key=lambda pair: abs(pair[1]), default=None)

    def towards_other(self, shift: float) -> float:
        """How far a shift leads away from the present meaning, towards the other sense."""
        return -shift * float(np.sign(self.before))


@dataclass(frozen=True, slots=True)
class SuggestedCut:
    """A cut worth trying first in the context of a `side` (0 = A); `word` None: all words but the first token."""

    side: int
    word: ContextWord | None
    links: tuple[SpanKnockout, ...]


def cut_effects(lm: Model, reading: WordReading, axis: SenseAxis) -> CutEffects:
    """Measured in one request to the model, over all layers and heads."""
    words, length = compared_words(reading), len(reading.tokens)
    cuts = [(_cut_of(reading, word),) for word in words] + [all_others(reading)]
    shifts = shifts_of(lm, reading, axis, [attention_knockouts(cut, length) for cut in cuts]).tolist()
    return CutEffects(mean_sense(sense_by_layer(axis, reading)), words, tuple(shifts[:-1]), shifts[-1])


def suggested_cuts(readings: Sequence[WordReading], effects: Sequence[CutEffects]) -> tuple[SuggestedCut, ...]:
    """At most three cuts that lead at least `WORTH_TRYING` towards the other sense, the most effective first.

    Of single words only those with a meaning of their own. Empty where no cut does so much.
    """
    found: list[tuple[float, SuggestedCut]] = []
    for side, (reading, context) in enumerate(zip(readings, effects, strict=True)):
        content = compared_content_words(reading)
        found.append((context.towards_other(context.together), SuggestedCut(side, None, all_others(reading))))
        found += [
            (context.towards_other(shift), SuggestedCut(side, word, (_cut_of(reading, word),)))
            for word, shift in zip(context.words, context.alone, strict=True)
            if word in content
        ]
    best = sorted(found, key=lambda candidate: -candidate[0])[:_MOST_SUGGESTED]
    return tuple(suggestion for effect, suggestion in best if effect >= WORTH_TRYING and suggestion.links)


def _cut_of(reading: WordReading, word: ContextWord) -> SpanKnockout:
    return SpanKnockout(reading.word, range(word.positions[0], word.positions[-1] + 1))
