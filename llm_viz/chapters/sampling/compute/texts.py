"""How different drawn texts are, and how often each token came first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.generation import Continuation, Continuations, Sampling
from llm_viz.kit.compute.notes import Note

COUNTS = (4, 8, 16)
LENGTHS = (12, 20, 40)
MAX_SEED = 999_999


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """What the visitor wants drawn: `count` texts of `length` tokens."""

    sampling: Sampling = field(default_factory=Sampling)
    count: int = 8
    length: int = 20


@dataclass(frozen=True, slots=True)
class SampledTexts:
    """Texts that were drawn with `settings`, and greedy ones for contrast: None where the draw itself is greedy.

    `first_texts` maps the ids of the first tokens to how they read, `expected` to their chance of being drawn first.
    """

    model: str
    text: str
    settings: SamplingSettings
    sampled: Continuations = field(default_factory=lambda: Continuations(0, ()))
    greedy: Continuations | None = None
    first_texts: dict[int, str] = field(default_factory=dict)
    expected: dict[int, float] = field(default_factory=dict)

    def is_for(self, model: str, text: str) -> bool:
        """Whether it was drawn by this model from this text."""
        return (self.model, self.text) == (model, text)

    @property
    def complete(self) -> bool:
        """Whether all texts reached their end; not if the visitor stopped the texts."""
        return _complete(self.sampled, self.settings) and (self.greedy is None or _complete(self.greedy, self.settings))


def _complete(continuations: Continuations, settings: SamplingSettings) -> bool:
    return bool(continuations.items) and (
        continuations.steps == settings.length or all(item.ended for item in continuations.items)
    )


def grouped(items: Sequence[Continuation]) -> list[tuple[Continuation, int]]:
    """Each different text once, in the order of its first appearance, with how often it is there."""
    times = Counter(item.ids for item in items)
    first = {item.ids: item for item in reversed(items)}
    return [(first[ids], number) for ids, number in times.items()]


@dataclass(frozen=True, slots=True)
class Diversity:
    """How different texts are.

    `distinct_1`, `distinct_2`: different tokens and token pairs per token and pair written, over all texts (Li et al.
    2016); `distinct_2` is None if no text has two tokens. `surprise` is the mean of -log2 of the raw probability, in
    bits per token.
    """

    texts: int
    different_texts: int
    different_first: int
    distinct_1: float
    distinct_2: float | None
    surprise: float


def diversity(items: Sequence[Continuation]) -> Diversity:
    """Measured over at least one text of at least one token."""
    tokens = sum(len(item.ids) for item in items)
    pairs = [pair for item in items for pair in pairwise(item.ids)]
    return Diversity(
        texts=len(items),
        different_texts=len({item.ids for item in items}),
        different_first=len({item.ids[0] for item in items}),
        distinct_1=len({token for item in items for token in item.ids}) / tokens,
        distinct_2=len(set(pairs)) / len(pairs) if pairs else None,
        surprise=sum(item.surprisal_bits for item in items) / tokens,
    )


@dataclass(frozen=True, slots=True)
class FirstToken:
    """How often a token came first, and how often that was to be expected, give or take one `deviation`.

    `id` is None for all tokens that are not listed.
    """

    id: int | None
    drawn: int
    expected: float
    deviation: float


def first_tokens(texts: SampledTexts, most: int = 10) -> list[FirstToken]:
    """The `most` tokens that came first or were expected most often, then all others if any are left.

    They stand in the order of expectation.
    """
    drawn = Counter(item.ids[0] for item in texts.sampled.items)
    number = len(texts.sampled.items)
    chances = texts.expected
    possible = [token for token in chances if drawn[token] or chances[token] > 0]
    listed = sorted(possible, key=lambda token: -max(drawn[token], number * chances[token]))[:most]
    listed.sort(key=lambda token: -chances[token])
    rows = [_first_token(token, drawn[token], chances[token], number) for token in listed]
    left = number - sum(row.drawn for row in rows)
    others = _first_token(None, left, 1 - sum(chances[token] for token in listed), number)
    return [*rows, others] if others.drawn or others.expected > 0.005 * number else rows


def _first_token(token: int | None, drawn: int, chance: float, number: int) -> FirstToken:
    chance = min(1.0, max(0.0, chance))
    return FirstToken(token, drawn, number * chance, (number * chance * (1 - chance)) ** 0.5)


def texts_notes(texts: SampledTexts) -> list[Note]:
    """What can be said of texts that were drawn to their end."""
    return list(_notes(texts)) if texts.complete else []


def _notes(texts: SampledTexts) -> Iterator[Note]:
    sampled = diversity(texts.sampled.items)
    if texts.settings.sampling.temperature == 0:
        if sampled.different_texts == 1:
            yield Note("note-greedy-same", {"count": sampled.texts})
        return
    if sampled.different_texts > 1:
        yield Note("note-different", {"count": sampled.texts, "different": sampled.different_texts})
    row = first_tokens(texts)[0]
    if row.id is not None and row.deviation >= 0.1:  # else it had to come out so
        token = visible(texts.first_texts.get(row.id, f"#{row.id}"))
        expected, deviation = f"{row.expected:.1f}", f"{row.deviation:.1f}"
        counts = {"drawn": row.drawn, "count": sampled.texts}
        yield Note("note-first", {"token": token, "expected": expected, "deviation": deviation, **counts})
    if texts.greedy is None:
        return
    greedy = diversity(texts.greedy.items)
    if greedy.different_texts == 1:
        yield Note("note-greedy-same", {"count": greedy.texts})
    if sampled.surprise > greedy.surprise:
        yield Note("note-surprise", {"sampled": f"{sampled.surprise:.1f}", "greedy": f"{greedy.surprise:.1f}"})
