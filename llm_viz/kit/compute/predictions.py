"""What a picture of one prediction shows, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.compute.words import is_sign

MAX_TEMPERATURE = 2.0
"""The hottest that a page offers; the engine takes more (`engine/distribution.py`)."""
SHOWN = 20
"""Candidates with a bar of their own."""


def without_signs(distribution: Distribution, shown: int = SHOWN) -> tuple[tuple[Candidate, ...], int, float]:
    """The first `shown` candidates that are no signs; how many signs stand among all that are listed, and their
    probability together. Nothing is divided anew.
    """
    signs = [candidate for candidate in distribution.candidates if is_sign(candidate.text, candidate.kind)]
    rest = tuple(candidate for candidate in distribution.candidates if not is_sign(candidate.text, candidate.kind))
    return rest[:shown], len(signs), sum(candidate.probability for candidate in signs)


def tail(distribution: Distribution, shown: int = SHOWN) -> tuple[int, float]:
    """How many tokens come after the first `shown`, and their probability together."""
    listed = distribution.candidates[:shown]
    return distribution.vocabulary_size - len(listed), max(
        0.0, 1.0 - sum(candidate.probability for candidate in listed)
    )


def settled_layer(lens: Sequence[LensReading]) -> int:
    """The layer from which on the token that wins in the end is first and stays first (0 = embeddings)."""
    settled = len(lens) - 1
    while settled > 0 and lens[settled - 1].winner_rank == 1:
        settled -= 1
    return settled
