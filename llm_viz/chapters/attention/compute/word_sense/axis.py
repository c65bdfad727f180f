"""How far a word's residual stream lies towards one of its two senses, layer by layer: the sense score.

For each sense a few reference sentences hold the word. Let x_l be the residual stream of the word's last token after
layer l (l = 0: the embedding), a_l and b_l its mean over the references of sense A and of sense B, m_l = (a_l + b_l)/2.
The sense score is the cosine cos(x_l - m_l, a_l - b_l): +1 = exactly towards A, -1 = exactly towards B, 0 = neither.
Where the references do not differ (layer 0: one token, one vector) there is no direction, and the score is 0.
The difference of two class means as a direction is the mass-mean probe of Marks & Tegmark 2023 (arXiv:2310.06824).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import ReferencesMissing
from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, word_streams
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.statistics import cosine

MAX_REFERENCES = 12
"""Sentences of one sense that are read."""

_NO_LENGTH = 1e-5
"""A difference this small against the states themselves is rounding."""


@dataclass(frozen=True, slots=True)
class References:
    """Sentences that use the word in sense A and in sense B."""

    a: tuple[str, ...]
    b: tuple[str, ...]

    def without(self, contexts: Sequence[str]) -> References:
        """These references less the contexts themselves: no context is measured by itself."""
        kept_a, kept_b = (tuple(sentence for sentence in side if sentence not in contexts) for side in (self.a, self.b))
        return References(kept_a, kept_b)


@dataclass(frozen=True, slots=True, eq=False)
class SenseAxis:
    """From sense B to sense A in one model: the word's states `a` and `b`, each (reference, layers + 1, d_model)."""

    a: Floats
    b: Floats

    @property
    def layers(self) -> int:
        """Layers of the model; there is one state more, the embedding."""
        return int(self.a.shape[1]) - 1

    def score(self, states: Floats, layers: Sequence[int] | None = None) -> Floats:
        """Sense scores (…, kept stream) of states (…, kept stream, d_model); `layers` are those kept, None = all."""
        kept = range(self.layers + 1) if layers is None else layers
        mean_a, mean_b = (side[:, list(kept)].mean(0) for side in (self.a, self.b))  # (kept stream, d_model)
        middle = (mean_a + mean_b) / 2
        smallest = _NO_LENGTH * np.linalg.norm(middle, axis=-1)
        return cosine(states - middle, mean_a - mean_b, smallest)

    def held_out(self) -> tuple[Floats, Floats]:
        """Every reference scored by the axis of all the others: (reference, layers + 1) of A and of B.

        Shows whether the axis measures anything: A should be positive, B negative. Needs two references of each sense.
        """
        others = (
            [(SenseAxis(np.delete(self.a, i, 0), self.b), self.a[i]) for i in range(len(self.a))],
            [(SenseAxis(self.a, np.delete(self.b, i, 0)), self.b[i]) for i in range(len(self.b))],
        )
        scores_a, scores_b = (np.stack([axis.score(state) for axis, state in side]) for side in others)
        return scores_a, scores_b


def build_axis(lm: Model, word: str, references: References) -> SenseAxis:
    """Read the references. Raises ReferencesMissing if a sense has none, WordNotFound if one lacks the word."""
    if not (references.a and references.b):
        raise ReferencesMissing(word=word)

    def states(sentences: tuple[str, ...]) -> Floats:
        return np.stack([word_streams(lm, sentence, word) for sentence in sentences[:MAX_REFERENCES]])

    return SenseAxis(states(references.a), states(references.b))


def sense_by_layer(axis: SenseAxis, reading: WordReading) -> Floats:
    """The sense score after every layer, (layers + 1,), 0 being the embedding."""
    return axis.score(reading.hidden)


def mean_sense(scores: Floats) -> float:
    """What the word means in the end: its mean score over the last third of the layers; `scores` (layers + 1,)."""
    return float(scores[list(last_third(len(scores) - 1))].mean())
