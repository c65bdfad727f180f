"""What a picture of one prediction shows, wherever it stands."""

from __future__ import annotations

from llm_viz.engine.protocol.tokens import Distribution

SHOWN = 20
"""Candidates with a bar of their own."""


def tail(distribution: Distribution, shown: int = SHOWN) -> tuple[int, float]:
    """How many tokens come after the first `shown`, and their probability together."""
    listed = distribution.candidates[:shown]
    return distribution.vocabulary_size - len(listed), max(0.0, 1.0 - sum(one.probability for one in listed))
