"""How far a word's residual stream lies towards one of its two senses, layer by layer: the sense score.

For each sense a few reference sentences hold the word. Let x_l be the residual stream of the word's last token after
layer l (l = 0: the embedding), a_l and b_l its mean over the references of sense A and of sense B, m_l = (a_l + b_l)/2.
The sense score is the cosine cos(x_l - m_l, a_l - b_l): +1 = exactly towards A, -1 = exactly towards B, 0 = neither.
Where the references do not differ (layer 0: one token, one vector) there is no direction, and the score is 0.
The difference of two class means as a direction is the mass-mean probe of Marks & Tegmark 2023 (arXiv:2310.06824).

How far a word moves from one context to another is a projection instead, (x_A - x_B)·(a_l - b_l) / |a_l - b_l|²: 1 is
the whole way from the mean of one group of references to that of the other. It asks nothing of where the word stands
otherwise, so that it holds for another word, too: the control is measured from its own middle.
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

    @property
    def can_hold_out(self) -> bool:
        """Whether each sense has a second reference to measure the first by."""
        return min(len(self.a), len(self.b)) > 1

    def score(self, states: Floats, layers: Sequence[int] | None = None) -> Floats:
        """Sense scores (…, kept stream) of states (…, kept stream, d_model); `layers` are those kept, None = all."""
        kept = range(self.layers + 1) if layers is None else layers
        mean_a, mean_b = (side[:, list(kept)].mean(0) for side in (self.a, self.b))  # (kept stream, d_model)
        middle = (mean_a + mean_b) / 2
        smallest = _NO_LENGTH * np.linalg.norm(middle, axis=-1)
        return cosine(states - middle, mean_a - mean_b, smallest)

    def movement(self, states_a: Floats, states_b: Floats, *, layers: Sequence[int] | None = None) -> Floats:
        """How far from the second states to the first along the axis, (…, kept stream), of states (…, kept stream,
        d_model); `layers` are those kept, None = all.

        1 = as far as from the mean of the references of B to that of A; 0 where the references do not differ.
        """
        kept = list(range(self.layers + 1) if layers is None else layers)
        mean_a, mean_b = self.a[:, kept].mean(0), self.b[:, kept].mean(0)
        direction = mean_a - mean_b
        length = np.linalg.norm(direction, axis=-1)
        defined = length > _NO_LENGTH * np.linalg.norm((mean_a + mean_b) / 2, axis=-1)
        dots = ((states_a - states_b) * direction).sum(-1)
        return np.asarray(np.divide(dots, length**2, out=np.zeros_like(dots), where=defined))

    def held_out(self) -> tuple[Floats, Floats]:
        """Every reference scored by the axis of all the others: (reference, layers + 1) of A and of B.

        Shows whether the axis measures anything: A should be positive, B negative. Needs two references of each sense.
        """
        if not self.can_hold_out:
            raise ValueError("Held-out scores need two references of each sense.")
        others = (
            [(SenseAxis(np.delete(self.a, i, 0), self.b), self.a[i]) for i in range(len(self.a))],
            [(SenseAxis(self.a, np.delete(self.b, i, 0)), self.b[i]) for i in range(len(self.b))],
        )
        scores_a, scores_b = (np.stack([axis.score(state) for axis, state in side]) for side in others)
        return scores_a, scores_b

    def separation(self) -> Floats:
        """Mean score of the references of A minus that of B, each measured by the others, (layers + 1,)."""
        scores_a, scores_b = self.held_out()
        return np.asarray(scores_a.mean(0) - scores_b.mean(0))


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


def mean_sense(by_layer: Floats) -> float:
    """What this chapter calls the meaning: the mean over the last third of the layers; `by_layer` (layers + 1,).

    A convention. On the references, some models separate the senses better in earlier layers (`separation`).
    """
    return float(by_layer[list(last_third(len(by_layer) - 1))].mean())
