"""Where a figure comes from, and how sure one can be of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Confidence = Literal["high", "medium", "low"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
Seen = Literal["source", "reports", "never"]
"""With what an entry was last compared: with its source itself, only with what others report of it, or with nothing."""
SEEN: tuple[Seen, ...] = get_args(Seen)


@dataclass(frozen=True, slots=True)
class Source:
    """`citation` names a paper, a repository's file or a table; "low" confidence also means: recalled, not checked.

    `as_of` is the day for which a statement holds that changes with time, such as what a law demands. `seen` is None
    where nothing is noted for the single figure, as in the rows of a table: then the table as a whole has it.
    """

    citation: str
    confidence: Confidence
    as_of: date | None = None
    seen: Seen | None = None

    def __post_init__(self) -> None:
        if not self.citation.strip() or self.confidence not in CONFIDENCES:
            raise ValueError(f"a figure without a source or a confidence: {self}")
