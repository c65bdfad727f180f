"""Tokens as vectors: whose numbers are alike, sums of them, and how the vectors of equal tokens part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.languages import Language
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.anatomy import EmbeddingSum, Neighbour, Neighbours
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.engine.protocol.types import Floats

CELLS = 64
"""Numbers of a vector that are drawn: the first ones."""
_STARS = 8
_TERMS = 4
_OPTIONS = 4
_ASKED = 40  # of which many are one word in several spellings
_SEARCHED = 100
"""Places of a sum's list in which the expected word is looked for."""
MAX_DRIFT_TOKENS = 200


@dataclass(frozen=True, slots=True)
class CosineTerm:
    """Number `place` (from 0) of two vectors that were both brought to length 1."""

    place: int
    one: float
    other: float


@dataclass(frozen=True, slots=True)
class Star:
    """A token whose vector is like another; `turn` (radians) puts like beside like on a circle around it.

    `terms`: the largest products of the sum that the cosine is.
    """

    text: str
    cosine: float
    turn: float
    terms: tuple[CosineTerm, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Sky:
    """The first numbers of one vector (cell,), what is most like it, and what a token is like on average; `crowd` has
    the cosines of tokens from all over the vocabulary.
    """

    cells: Floats
    stars: tuple[Star, ...]
    mean_cosine: float
    crowd: Floats


@dataclass(frozen=True, slots=True)
class Drift:
    """Two equal tokens of a text, at `first` and `last`: the cosine of their vectors in every residual stream."""

    text: str
    first: int
    last: int
    cosines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WordSum:
    """first − without + plus. `expected`: what one might expect; "" where nothing is."""

    first: str
    without: str
    plus: str
    expected: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        return self.first, self.without, self.plus


@dataclass(frozen=True, slots=True)
class SumFound:
    """What a sum of words is like. `cut`: the words that are not one token, and so have no vector of their own; then
    there is nothing else. `rank`: the place of the expected word among what is like it, the three words and other
    spellings of what was counted left out; None: not among the first `searched`.
    """

    asked: WordSum
    cut: tuple[str, ...] = ()
    sky: Sky | None = None
    rank: int | None = None
    searched: int = _SEARCHED


SUMS: dict[Language, tuple[WordSum, ...]] = {
    "en": (
        WordSum("king", "man", "woman", "queen"),
        WordSum("dogs", "dog", "cat", "cats"),
        WordSum("Spanish", "Spain", "Italy", "Italian"),
        WordSum("Paris", "France", "Italy", "Rome"),
    ),
    "ja": (
        WordSum("父", "男", "女", "母"),
        WordSum("少年", "男", "女", "少女"),
        WordSum("高い", "高", "低", "低い"),
        WordSum("パリ", "フランス", "イタリア", "ローマ"),
    ),
}
"""Sums that are offered: some that come out as one might expect and one that does not, on the language's own model."""


def skies(lm: Model, ids: Sequence[int]) -> tuple[Sky, ...]:
    """What each of these different tokens is like."""
    found = lm.neighbours(tuple(EmbeddingSum((token,)) for token in ids), _ASKED)
    return tuple(_sky(one, {spelling(one.neighbours[0].text)}) for one in found)


def likely_nearest(sky: Sky) -> list[str]:
    """Some of the tokens that are like this one, the most alike among them, in an order that does not give it away.

    None where there is too little to choose from.
    """
    by_likeness = sorted(sky.stars, key=lambda star: -star.cosine)
    if len(by_likeness) < _OPTIONS:
        return []
    steps = (len(by_likeness) - 1) / (_OPTIONS - 1)
    return sorted(by_likeness[round(steps * option)].text.strip() for option in range(_OPTIONS))


def word_sum(lm: Model, asked: WordSum) -> SumFound:
    """What the sum of three words is like."""
    ids = [_single_token(lm, word) for word in asked.words]
    cut = tuple(word for word, token in zip(asked.words, ids, strict=True) if token is None)
    first, without, plus = ids
    if first is None or without is None or plus is None:
        return SumFound(asked, cut)
    (found,) = lm.neighbours((EmbeddingSum((first, plus), (without,)),), _SEARCHED)
    taken = {spelling(word) for word in asked.words}
    others = list(dict.fromkeys(spelling(one.text) for one in found.neighbours if _is_word(one)))
    places = [word for word in others if word not in taken]
    expected = spelling(asked.expected)
    rank = places.index(expected) + 1 if expected in places else None
    return SumFound(asked, sky=_sky(found, taken), rank=rank)


def drift(lm: Model, text: str, tokens: Sequence[Token]) -> Drift | None:
    """How the vectors of the last token that stands in the text twice part, layer by layer; None if none does."""
    by_id: dict[int, list[Token]] = {}
    for token in tokens:
        if token.kind == "text":
            by_id.setdefault(token.id, []).append(token)
    twice = [same for same in by_id.values() if len(same) > 1]
    if not twice or len(tokens) > MAX_DRIFT_TOKENS:
        return None
    same = max(twice, key=lambda same: same[-1].position)
    first, last = same[0], same[-1]
    hidden = lm.trace(text, Capture(hidden="all", positions=(first.position, last.position), candidates=0)).hidden
    return Drift(last.text, first.position, last.position, tuple(_cosine(*hidden[layer]) for layer in sorted(hidden)))


def spelling(text: str) -> str:
    """What words have in common that differ in case and in the space before them only."""
    return text.strip().casefold()


def _is_word(neighbour: Neighbour) -> bool:
    return neighbour.kind == "text" and bool(neighbour.text.strip())


def _sky(found: Neighbours, taken: set[str]) -> Sky:
    """Without the words that are taken already, each other one once."""
    chosen: list[int] = []
    seen = set(taken)
    for place, neighbour in enumerate(found.neighbours):
        if _is_word(neighbour) and spelling(neighbour.text) not in seen and len(chosen) < _STARS:
            seen.add(spelling(neighbour.text))
            chosen.append(place)
    turns = _turns(found.embeddings[chosen])
    direction = found.vector / max(float(np.linalg.norm(found.vector)), 1e-12)
    stars = []
    for place, turn in zip(chosen, turns, strict=True):
        star, other = found.neighbours[place], found.embeddings[place]
        stars.append(Star(star.text, star.cosine, turn, _terms(direction, other)))
    return Sky(found.vector[:CELLS], tuple(stars), found.mean_cosine, found.sample)


def _terms(one: Floats, other: Floats) -> tuple[CosineTerm, ...]:
    """The largest products of two vectors of length 1 (d_model,)."""
    largest = np.argsort(-np.abs(one * other), kind="stable")[:_TERMS]
    return tuple(CosineTerm(int(place), float(one[place]), float(other[place])) for place in largest)


def _turns(vectors: Floats) -> list[float]:
    """Evenly spread angles, in the order of those in the plane that shows most of the vectors (star, d_model)."""
    if len(vectors) < 2:
        return [0.0] * len(vectors)
    centred = vectors - vectors.mean(0)
    across, _, _ = np.linalg.svd(centred, full_matrices=False)
    order = np.argsort(np.arctan2(across[:, 1], across[:, 0]), kind="stable")
    turns = np.empty(len(vectors))
    turns[order] = 2 * np.pi * (np.arange(len(vectors)) + 0.5) / len(vectors)
    return [float(turn) for turn in turns]


def _single_token(lm: Model, word: str) -> int | None:
    """The id of a word that is one token, preferably as it stands inside a sentence; None for any other word."""
    for written in (f" {word}", word):
        tokens = [token for token in lm.tokenize(written).tokens if token.kind != "special"]
        if len(tokens) == 1 and tokens[0].kind == "text":
            return tokens[0].id
    return None


def _cosine(one: Floats, other: Floats) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
