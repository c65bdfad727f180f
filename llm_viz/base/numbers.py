"""Numbers as people read them. The browser parts follow the same rules (`kit/browser`)."""

from __future__ import annotations

import math
from typing import Literal

PowerStyle = Literal["plain", "html", "latex"]
"""Where a power of ten is to be read."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def large(number: int, *, trim: bool = False) -> str:
    """A count with a short unit: 950, 49 k, 134.5 M, 1.2 B, 300.0 T. `trim`: without a decimal that is 0: 300 T."""
    for size, unit in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            digits = f"{number / size:.{0 if number >= 1000 * size or unit == 'k' else 1}f}"
            return f"{digits.removesuffix('.0') if trim else digits} {unit}"
    return str(number)


def scientific(value: float, decimals: int = 1) -> tuple[str, int]:
    """A number above 0 as a mantissa with so many decimals, rounded below 10, and a power of ten."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return mantissa, int(exponent)


def power_of_ten(exponent: int, style: PowerStyle = "plain") -> str:
    """10 to this power: 10²¹, in Plotly's HTML 10<sup>21</sup>, in LaTeX 10^{21}."""
    match style:
        case "plain":
            return f"10{str(exponent).translate(_RAISED)}"
        case "html":
            return f"10<sup>{exponent}</sup>"
        case "latex":
            return f"10^{{{exponent}}}"


def with_power_of_ten(mantissa: str, exponent: int, style: PowerStyle = "plain") -> str:
    """What `scientific` gives, for reading: 7.8 × 10²²."""
    times = r"\times" if style == "latex" else "×"
    return f"{mantissa} {times} {power_of_ten(exponent, style)}"
