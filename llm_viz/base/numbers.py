"""Numbers as people read them. The browser parts follow the same rules (`kit/browser`)."""

from __future__ import annotations

import math


def percent(probability: float) -> str:
    """A probability as a share: 40 %, 2.5 %, 0.3 %, <0.1 %, >99.9 %."""
    share = 100 * probability
    if share <= 0:
        return "0 %"
    if share < 0.1:
        return "<0.1 %"
    if 99.9 < share < 100:
        return ">99.9 %"
    return f"{share:.0f} %" if share >= 9.95 or math.isclose(share, round(share)) else f"{share:.1f} %"


def large(number: int) -> str:
    """A count with a short unit: 950, 49 k, 134.5 M, 1.2 B, 300 T."""
    for size, unit in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            digits = number / size
            return f"{digits:.0f} {unit}" if digits >= 1000 or unit == "k" else f"{digits:.1f} {unit}"
    return str(number)
