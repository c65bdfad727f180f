"""What the model writes after a text, and what it attended to when it chose each of these tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.chapters.attention.compute.attention_links import sinks
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats

MAX_WRITTEN = 20
"""Tokens that the model may add to the text."""
_SMALLEST_REST = 0.01
"""Where less is left beside the sinks, enlarging it would show noise."""


@dataclass(frozen=True, slots=True)
class WrittenToken:
    """What one written token was chosen from: the attention, averaged over all heads, of the token `predicted_at`.

    That is the token before it, whose position predicts it. `sources` are the tokens attended to most, each with its
    share of what does not go to the sinks.
    """

    token: Token
    predicted_at: Token
    sources: tuple[tuple[Token, float], ...]


def write_on(lm: Model, text: str, count: int) -> tuple[int, ...]:
    """The ids of up to `count` tokens that the model adds to the text, always taking the most probable one.

    Raises what `Engine.generate` raises, `NotCausal` among it.
    """
    return tuple(step.chosen.id for step in lm.generate(text, max_new_tokens=count, top=1))


def written_tokens(tokens: Sequence[Token], weights: Floats, start: int, most: int = 3) -> tuple[WrittenToken, ...]:
    """The tokens from position `start` on, each with the `most` tokens attended to most when it was chosen.

    `weights`: (layer, head, dest, src).
    """
    average = weights.mean((0, 1))
    candidates = [position for position in range(len(tokens)) if position not in sinks(tokens)]
    written = []
    for position in range(max(1, start), len(tokens)):
        row = average[position - 1]
        rest = sum(float(row[source]) for source in candidates)
        best = sorted(candidates, key=lambda source: -float(row[source]))[:most] if rest >= _SMALLEST_REST else []
        sources = tuple((tokens[source], float(row[source]) / rest) for source in best if row[source] > 0)
        written.append(WrittenToken(tokens[position], tokens[position - 1], sources))
    return tuple(written)
