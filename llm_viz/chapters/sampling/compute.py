"""Chapter 5, Sampling: what temperature and the filters do to a distribution, and how different the drawn texts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.generation import Continuation, Continuations, Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.presets import Preset

LISTED = 400
"""Tokens whose logits are sent one by one; the rest go as a histogram."""
COUNTS = (4, 8, 16)
LENGTHS = (12, 20, 40)
MAX_SEED = 999_999
NUCLEUS = 0.9
COLD, HOT = 0.5, 2.0
"""Temperatures that the notes compare."""

PRESETS = (
    Preset("open", "ja", "私は今日"),
    Preset("food", "ja", "私の好きな食べ物は"),
    Preset("tale", "ja", "昔々あるところに"),
    Preset("sure", "ja", "むかしむかし、あるところにおじいさんとおばあさんが住んでい"),
    Preset("fact", "en", "The capital of France is"),
    Preset("food", "en", "My favourite food is"),
    Preset("tale", "en", "Once upon a time, there was a"),
    Preset("sure", "en", "To be, or not to"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the visitor wants drawn: `count` texts of `length` tokens."""

    sampling: Sampling = field(default_factory=Sampling)
    count: int = 8
    length: int = 20


# ── The distribution ──


def shares(distribution: Distribution, temperature: float) -> tuple[NDArray[np.float64], float]:
    """The probabilities (candidates,) at a temperature > 0, and that of all other tokens together.

    The latter is underestimated by at most the bound of `LogitHistogram`.
    """
    logits = np.array([candidate.logit for candidate in distribution.candidates])
    best = logits[0]
    listed = np.exp((logits - best) / temperature)
    rest = distribution.rest.counts * np.exp((distribution.rest.mean_logits - best) / temperature)
    total = listed.sum() + rest.sum()
    return listed / total, float(rest.sum() / total)


def nucleus_size(distribution: Distribution, top_p: float) -> int | None:
    """How many tokens top-p alone keeps at temperature 1 (Holtzman et al. 2020); None if more than are listed."""
    listed, _ = shares(distribution, 1.0)
    reached = listed.cumsum() >= top_p
    return int(reached.argmax()) + 1 if reached.any() else None


def notes(distribution: Distribution, favourite: str) -> list[Note]:
    """What can be said of drawing from this distribution; `favourite` is its best token as it is shown."""
    found = [_favourite_note(distribution, favourite), _temperature_note(distribution, favourite)]
    rest, hot_rest = shares(distribution, 1.0)[1], shares(distribution, HOT)[1]
    if rest >= 0.01:
        count, listed = _grouped(int(distribution.rest.counts.sum())), len(distribution.candidates)
        found.append(
            Note("note-tail", {"count": count, "listed": listed, "share": percent(rest), "hot": percent(hot_rest)})
        )
    size = nucleus_size(distribution, NUCLEUS)
    if size is not None:
        found.append(Note("note-nucleus", {"size": size, "total": _grouped(distribution.vocabulary_size)}))
    return found


def _favourite_note(distribution: Distribution, favourite: str) -> Note:
    share = distribution.candidates[0].probability
    key = "note-favourite-rare" if share < 0.5 else "note-favourite-common" if share < 0.99 else "note-favourite-sure"
    return Note(key, {"token": favourite, "share": percent(share), "others": percent(1 - share)})


def _temperature_note(distribution: Distribution, favourite: str) -> Note:
    cold, hot = (percent(float(shares(distribution, temperature)[0][0])) for temperature in (COLD, HOT))
    return Note("note-temperature", {"token": favourite, "cold": cold, "hot": hot})


# ── Drawn texts ──


@dataclass(frozen=True, slots=True)
class Drawing:
    """Texts that were drawn, with greedy ones for contrast; the latter is None where the draw itself is greedy.

    `first_texts` maps the ids of the first tokens to how they read, `expected` to their chance of being drawn first.
    """

    model: str
    text: str
    order: Order
    sampled: Continuations = field(default_factory=lambda: Continuations(0, ()))
    greedy: Continuations | None = None
    first_texts: dict[int, str] = field(default_factory=dict)
    expected: dict[int, float] = field(default_factory=dict)

    def is_for(self, model: str, text: str) -> bool:
        """Whether it was drawn by this model from this text."""
        return (self.model, self.text) == (model, text)

    @property
    def complete(self) -> bool:
        """Whether all texts reached their end; not if the visitor stopped the drawing."""
        return _complete(self.sampled, self.order) and (self.greedy is None or _complete(self.greedy, self.order))


def _complete(texts: Continuations, order: Order) -> bool:
    return bool(texts.items) and (texts.steps == order.length or all(item.ended for item in texts.items))


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
    """How often a token came first in the drawing, and how often that was to be expected, give or take one `deviation`.

    `id` is None for all tokens that are not listed.
    """

    id: int | None
    drawn: int
    expected: float
    deviation: float


def first_tokens(drawing: Drawing, most: int = 10) -> list[FirstToken]:
    """The `most` tokens that came first or were expected most often, then all others if any are left.

    They stand in the order of expectation.
    """
    drawn = Counter(item.ids[0] for item in drawing.sampled.items)
    number = len(drawing.sampled.items)
    chances = drawing.expected
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


def drawing_notes(drawing: Drawing) -> list[Note]:
    """What can be said of texts that were drawn to their end."""
    return list(_drawing_notes(drawing)) if drawing.complete else []


def _drawing_notes(drawing: Drawing) -> Iterator[Note]:
    sampled = diversity(drawing.sampled.items)
    if drawing.order.sampling.temperature == 0:
        if sampled.different_texts == 1:
            yield Note("note-greedy-same", {"count": sampled.texts})
        return
    if sampled.different_texts > 1:
        yield Note("note-different", {"count": sampled.texts, "different": sampled.different_texts})
    row = first_tokens(drawing)[0]
    if row.id is not None and row.deviation >= 0.1:  # else it had to come out so
        token = visible(drawing.first_texts.get(row.id, f"#{row.id}"))
        expected, deviation = f"{row.expected:.1f}", f"{row.deviation:.1f}"
        counts = {"drawn": row.drawn, "count": sampled.texts}
        yield Note("note-first", {"token": token, "expected": expected, "deviation": deviation, **counts})
    if drawing.greedy is None:
        return
    greedy = diversity(drawing.greedy.items)
    if greedy.different_texts == 1:
        yield Note("note-greedy-same", {"count": greedy.texts})
    if sampled.surprise > greedy.surprise:
        yield Note("note-surprise", {"sampled": f"{sampled.surprise:.1f}", "greedy": f"{greedy.surprise:.1f}"})


def _grouped(number: int) -> str:
    return f"{number:,}"
