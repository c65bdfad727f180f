"""Where a figure comes from, and how sure one can be of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Confidence = Literal["high", "medium", "low"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True, slots=True)
class Source:
    """`citation` names a paper, a repository's file or a table; "low" confidence also means: recalled, not checked."""

    citation: str
    confidence: Confidence

    def __post_init__(self) -> None:
        if not self.citation.strip() or self.confidence not in CONFIDENCES:
            raise ValueError(f"a figure without a source or a confidence: {self}")
