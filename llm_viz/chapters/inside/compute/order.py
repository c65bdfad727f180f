"""The order of tokens: two of them change places, and the model reads the text again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution, Token
from llm_viz.engine.protocol.tracing import ReplaceToken

LISTED = 200
SHOWN = 4

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


def first_swap(tokens: Sequence[Token], telling: Sequence[Token]) -> Swap | None:
    """The first and the last of the `telling` tokens; of all but the last one, where these are not two different ones.

    None where there are no two. What comes next is read off the last token, which therefore stays where it is.
    """
    last = tokens[-1].position if tokens else 0
    for among in (telling, [token for token in tokens if token.kind == "text"]):
        earlier = [token for token in among if token.position < last]
        for other in reversed(earlier):
            if other.id != earlier[0].id:
                return earlier[0].position, other.position
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
