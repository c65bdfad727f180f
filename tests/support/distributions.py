"""Distributions over the next token and readings of the logit lens, made up by hand."""

from __future__ import annotations

import math

import numpy as np

from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.engine.protocol.types import TokenKind

NO_REST = LogitHistogram(np.zeros(0, np.int64), np.zeros(0, np.float32), 0.05)


def candidate(id: int, text: str, probability: float, kind: TokenKind = "text") -> Candidate:
    return Candidate(id, text, kind, math.log(probability), probability)


def distribution(*candidates: Candidate, vocabulary: int = 1000) -> Distribution:
    return Distribution(candidates, NO_REST, entropy_bits=3.0, log_normaliser=0.0, vocabulary_size=vocabulary)


def words(*probabilities: float) -> Distribution:
    return distribution(*(candidate(id, f" word{id}", share) for id, share in enumerate(probabilities)))


def reading(best: Candidate, rank: int, probability: float) -> LensReading:
    return LensReading((best,), entropy_bits=1.0, winner_probability=probability, winner_rank=rank)
