"""Which sense a word has taken on: its hidden state, layer by layer, measured between two known senses.

For each sense a few reference sentences hold the word. Let x_l be the residual stream of the word's last token after
layer l (l = 0: the embedding), a_l and b_l its mean over the references of sense A and of sense B, m_l = (a_l + b_l)/2.
The sense score is the cosine cos(x_l - m_l, a_l - b_l): +1 = exactly towards A, -1 = exactly towards B, 0 = neither.
Where the references do not differ (layer 0: one token, one vector) there is no direction, and the score is 0.
(The difference of two class means as a direction: the mass-mean probe of Marks & Tegmark 2023.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import ReferencesMissing
from llm_viz.chapters.attention.compute.word_sense.word_groups import find_word, replace_word, tokens_of
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution, Token
from llm_viz.engine.protocol.tracing import Capture, Intervention, Trace
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
        """These references less the contexts themselves: what is measured must not be its own yardstick."""
        return References(
            tuple(one for one in self.a if one not in contexts), tuple(one for one in self.b if one not in contexts)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """From sense B to sense A in one model: the word's states `a` and `b`, each (references, layers + 1, width)."""

    a: Floats
    b: Floats

    @property
    def layers(self) -> int:
        """Layers of the model; there is one state more, the embedding."""
        return int(self.a.shape[1]) - 1

    def score(self, states: Floats, layers: Sequence[int] | None = None) -> Floats:
        """Sense scores (…, kept layers) of states (…, kept layers, width); `layers` says which are kept, None = all."""
        kept = range(self.layers + 1) if layers is None else layers
        mean_a, mean_b = (side[:, list(kept)].mean(0) for side in (self.a, self.b))  # (kept layers, width)
        middle = (mean_a + mean_b) / 2
        smallest = _NO_LENGTH * np.linalg.norm(middle, axis=-1)
        return cosine(states - middle, mean_a - mean_b, smallest)

    def held_out(self) -> tuple[Floats, Floats]:
        """Every reference scored by the axis of all the others: (references, layers + 1) of A and of B.

        Tells whether the yardstick measures anything: A should be positive, B negative. Needs two of each.
        """
        others = (
            [(Axis(np.delete(self.a, i, 0), self.b), self.a[i]) for i in range(len(self.a))],
            [(Axis(self.a, np.delete(self.b, i, 0)), self.b[i]) for i in range(len(self.b))],
        )
        scores_a, scores_b = (np.stack([axis.score(state) for axis, state in side]) for side in others)
        return scores_a, scores_b


@dataclass(frozen=True, slots=True, eq=False)
class WordReading:
    """A word in a context, read at `position`, the last of its tokens `word`: the only one that has seen all of it.

    `hidden` (layers + 1, width) is its residual stream, `rows` (layers, heads, keys) its attention.
    """

    context: str
    tokens: tuple[Token, ...]
    word: range
    hidden: Floats
    rows: Floats
    next: Distribution | None

    @property
    def position(self) -> int:
        return self.word[-1]

    @property
    def sees_later(self) -> bool:
        """Whether the word looks at what comes after it, as in an encoder; out of sight, a weight is exactly 0."""
        return bool(self.rows[:, :, self.word.stop :].any())


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """One word in several contexts on one axis. `sense` and `control` hold the scores by layer, (layers + 1,) each.

    `control`: another word, without the second sense, in the same places; empty if there is none.
    """

    model: str
    word: str
    axis: Axis
    readings: tuple[WordReading, ...]
    sense: tuple[Floats, ...]
    control_word: str | None
    control: tuple[Floats, ...]


def read_word(
    lm: Model,
    context: str,
    word: str,
    interventions: tuple[Intervention, ...] = (),
) -> WordReading:
    """The word in the context, with interventions applied. Raises WordNotFound and what `Engine.trace` raises."""
    tokens, place = _locate(lm, context, word)
    trace = reading_trace(lm, context, place[-1], interventions)
    # A copy, so that the weights of all other tokens can be released: (layer, head, src).
    rows = trace.attention_array(dest=place[-1])
    return WordReading(context, tokens, place, _stream(trace.hidden), rows, trace.next)


def reading_trace(lm: Model, context: str, position: int, interventions: tuple[Intervention, ...] = ()) -> Trace:
    """What `read_word` asks of the model, which remembers the answer for those who need more of it."""
    capture = Capture(attention="all", hidden="all", positions=(position,), candidates=10)
    return lm.trace(context, capture, interventions=interventions)


def build_axis(lm: Model, word: str, references: References) -> Axis:
    """Read the references. Raises ReferencesMissing if a sense has none, WordNotFound if one lacks the word."""
    if not (references.a and references.b):
        raise ReferencesMissing(word=word)

    def states(sentences: tuple[str, ...]) -> Floats:
        return np.stack([_state(lm, text, word) for text in sentences[:MAX_REFERENCES]])

    return Axis(states(references.a), states(references.b))


def study(
    lm: Model,
    word: str,
    contexts: Sequence[str],
    references: References,
    control_word: str | None = None,
) -> Study:
    """The word in each context, scored at every layer; a context that is among the references is left out of them."""
    axis = build_axis(lm, word, references.without(contexts))
    readings = tuple(read_word(lm, context, word) for context in contexts)
    control: tuple[Floats, ...] = ()
    if control_word is not None:
        replaced = [replace_word(context, word, control_word) for context in contexts]
        control = tuple(axis.score(_state(lm, text, control_word)) for text in replaced)
    sense = tuple(sense_by_layer(axis, reading) for reading in readings)
    return Study(lm.key, word, axis, readings, sense, control_word, control)


def sense_by_layer(axis: Axis, reading: WordReading) -> Floats:
    """The sense score after every layer, (layers + 1,), 0 being the embedding."""
    return axis.score(reading.hidden)


def last_third(layers: int) -> range:
    """The residual streams after the last third of so many layers (at least the last one)."""
    return range(layers - max(1, layers // 3) + 1, layers + 1)


def mean_sense(scores: Floats) -> float:
    """What the word means in the end: its mean score over the last third of the layers; `scores` (layers + 1,)."""
    return float(scores[list(last_third(len(scores) - 1))].mean())


def _locate(lm: Model, context: str, word: str) -> tuple[tuple[Token, ...], range]:
    tokens = lm.tokenize(context).tokens
    return tokens, tokens_of(tokens, *find_word(context, word))


def _state(lm: Model, context: str, word: str) -> Floats:
    """The residual stream of the word's last token, (layers + 1, width)."""
    _, place = _locate(lm, context, word)
    capture = Capture(hidden="all", positions=(place[-1],), candidates=0)
    return _stream(lm.trace(context, capture).hidden)


def _stream(hidden: Mapping[int, Floats]) -> Floats:
    return np.stack([hidden[layer][0] for layer in sorted(hidden)])
