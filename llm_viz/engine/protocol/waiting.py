"""What somebody who waits is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How many requests are served `before` one that waits, and in about how many `seconds` its turn comes.

    None: how long that takes is not known.
    """

    before: int
    seconds: float | None
