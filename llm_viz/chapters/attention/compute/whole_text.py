"""Reading a text with its attention weights in all heads of all layers, as far as a browser can take them."""

from __future__ import annotations

from llm_viz.base.errors import TooManyTokens
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tracing import Capture, Trace

MAX_WEIGHTS = 2_500_000
"""Weights that one picture may send to a browser: 5 MB at two bytes each."""
_CANDIDATES = 8


def weights_count(length: int, facts: ModelFacts) -> int:
    """How many weights a text of `length` tokens has to show: those of every head and, for each layer, the rollout.

    Where a token cannot see what follows, only the lower triangle.
    """
    pairs = length * (length + 1) // 2 if facts.causal else length * length
    return facts.layers * (facts.heads + 1) * pairs


def length_limit(facts: ModelFacts) -> int:
    """The most tokens whose weights a browser should be sent."""
    limit = 1
    while weights_count(limit + 1, facts) <= MAX_WEIGHTS:
        limit += 1
    return limit


def check_length(length: int, facts: ModelFacts) -> None:
    """`TooManyTokens` if the weights of that many tokens are more than a browser should be sent."""
    if length > length_limit(facts):
        raise TooManyTokens(length=length, limit=length_limit(facts))


def token_count(lm: Model, text: str) -> int:
    """How many tokens the text has."""
    return len(lm.tokenize(text).tokens)


def read_text(lm: Model, text: str, continuation: tuple[int, ...] = ()) -> Trace:
    """The attention in every layer of the text and of the tokens `continuation` (their ids) after it.

    `TooManyTokens` if it is more than a browser should be sent.
    """
    check_length(token_count(lm, text) + len(continuation), lm.facts)
    capture = Capture(attention="all", candidates=_CANDIDATES)
    return lm.trace(text, capture, continuation=continuation)
