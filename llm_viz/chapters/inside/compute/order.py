"""The order of tokens: two of them change places, and the model reads the text again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution, Token
from llm_viz.engine.protocol.tracing import ReplaceToken

LISTED = 200
SHOWN = 5
_WORD = re.compile(r"[^\W\d_]")

Swap = tuple[int, int]
"""Two positions."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A next token; `before` and `after` the swap, 0 where it is not among the listed ones."""

    text: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Swapped:
    """What changes where two tokens change places. `moved`: at least so much of the probability lies elsewhere then."""

    chances: tuple[Chance, ...]
    moved: float
    best_before: str
    best_after: str


def movable(tokens: Sequence[Token]) -> list[int]:
    """Positions of tokens that can be swapped: all that stand for text."""
    return [token.position for token in tokens if token.kind == "text"]


def first_swap(tokens: Sequence[Token]) -> Swap | None:
    """The two longest different words before the last token, in their order; None where there are no two."""
    words = [token for token in tokens[:-1] if token.kind == "text" and _WORD.search(token.text)]
    words.sort(key=lambda token: (-len(token.text.encode()), -token.position))
    for place, other in enumerate(words[1:], start=1):
        for one in words[:place]:
            if one.id != other.id:
                return min(one.position, other.position), max(one.position, other.position)
    return None


def swapped(lm: Model, text: str, tokens: Sequence[Token], swap: Swap) -> Swapped:
    """What comes next, as the text stands and with two tokens in each other's places."""
    first, second = (tokens[position] for position in swap)
    before = lm.next_distribution(text, LISTED)
    changes = (ReplaceToken(first.position, second.id), ReplaceToken(second.position, first.id))
    after = lm.next_distribution(text, LISTED, interventions=changes)
    return compare(before, after)


def compare(before: Distribution, after: Distribution) -> Swapped:
    """Two distributions of one vocabulary, by the candidates that are listed."""
    here = {candidate.id: candidate.probability for candidate in before.candidates}
    there = {candidate.id: candidate.probability for candidate in after.candidates}
    texts = {candidate.id: candidate.text for candidate in (*before.candidates, *after.candidates)}
    best = sorted(texts, key=lambda token: -max(here.get(token, 0), there.get(token, 0)))[:SHOWN]
    # Half the sum of all differences (total variation) is at least that of the tokens listed in both.
    moved = sum(max(0.0, here[token] - there[token]) for token in here.keys() & there.keys())
    return Swapped(
        chances=tuple(Chance(texts[token], here.get(token, 0), there.get(token, 0)) for token in best),
        moved=max(moved, sum(max(0.0, there[token] - here[token]) for token in here.keys() & there.keys())),
        best_before=before.candidates[0].text,
        best_after=after.candidates[0].text,
    )
