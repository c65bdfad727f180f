"""How far a measured value may be from the true one."""

from __future__ import annotations

import math

CERTAINTY = 1.96
"""Standard errors to either side that hold the true value with 95 % confidence."""


def wilson(share: float, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), good for few trials and for shares near 0 and 1."""
    z2 = CERTAINTY**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = CERTAINTY * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return max(0.0, middle - half), min(1.0, middle + half)
