"""The last step, by hand: from the last vector to scores, and from scores to probabilities."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.inside.compute.neighbourhood import CELLS
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.engine.protocol.tracing import Capture, Unembedding
from llm_viz.engine.protocol.types import Floats

BEST = 5
"""Tokens whose scores are worked one by one."""
PRODUCTS = 6
"""Products of a score that are written out, the largest by size."""
_APART = 1.2  # times: answers that are closer than that cannot be told apart by thinking
_LEAST_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Product:
    """The number `place` (from 0) of the last vector, times the same of the token's row."""

    place: int
    state: float
    weight: float

    @property
    def value(self) -> float:
        return self.state * self.weight


@dataclass(frozen=True, slots=True)
class Multiplication:
    """One score as a sum of products: the largest, `others` more with the sum `rest`, and the `bias` (0 for none)."""

    products: tuple[Product, ...]
    others: int
    rest: float
    bias: float

    @property
    def total(self) -> float:
        """The sum of all, before any factor and cap behind it."""
        return sum(product.value for product in self.products) + self.rest + self.bias


@dataclass(frozen=True, slots=True)
class Scores:
    """The prediction, and how its best scores came about: `multiplications`, each then times `scale`, then through
    `softcap` (see `Unembedding`); none for a model whose last step is no plain matrix. `state` are the first numbers of
    the vector that is multiplied (cell,), none there either.
    """

    next: Distribution
    state: Floats
    multiplications: tuple[Multiplication, ...]
    scale: float
    softcap: float | None

    @property
    def best(self) -> tuple[Candidate, ...]:
        return self.next.candidates


def scores(lm: Model, text: str) -> Scores:
    """Read the text once. Raises what `Engine.trace` raises, and `NotCausal`."""
    lm.check_causal()
    trace = lm.trace(text, Capture(candidates=BEST, unembedding=BEST))
    following, last = lm.following(trace), trace.unembedding
    if last is None:
        return Scores(following, np.zeros(0, np.float32), (), 1.0, None)
    worked = tuple(multiplication(last, candidate) for candidate in range(len(last.rows)))
    return Scores(following, last.state[:CELLS], worked, last.scale, last.softcap)


@dataclass(frozen=True, slots=True)
class Lead:
    """How many times as likely as the second token the first one is, and what one might think instead: the ratio of
    the scores, their difference, ten to the power of it. `answers` is empty where they are too close to each other.
    """

    times: float
    answers: tuple[float, ...]


def lead(best: tuple[Candidate, ...]) -> Lead:
    """How the best token stands to the second; a model with one token has nothing to compare."""
    if len(best) < 2:
        return Lead(1.0, ())
    first, second = best[0].logit, best[1].logit
    points = round(first - second, 2)
    thoughts = [points, 10**points, *([first / second] if second > 0 else [])]
    times = _written(math.exp(points))
    answers = [times]
    for thought in map(_written, thoughts):
        if thought > 1 and all(max(thought, kept) / min(thought, kept) >= _APART for kept in answers):
            answers.append(thought)
    return Lead(times, tuple(sorted(answers)) if len(answers) >= _LEAST_ANSWERS else ())


def _written(times: float) -> float:
    return round(times, 1) if times < 100 else float(round(times))


def multiplication(last: Unembedding, candidate: int) -> Multiplication:
    """The score of one of the candidates, its largest products one by one."""
    state, row = last.state.astype(np.float64), last.rows[candidate].astype(np.float64)
    values = state * row
    order = np.argsort(-np.abs(values), kind="stable")[:PRODUCTS]
    products = tuple(Product(int(place), float(state[place]), float(row[place])) for place in order)
    rest = float(values.sum() - values[order].sum())
    return Multiplication(products, len(values) - len(products), rest, float(last.bias[candidate]))
