"""Numbers as people read them, in each language: English counts in k, M, B and T, Japanese in 万, 億 and 兆.

The browser parts follow the same rules (`kit/browser/numbers.js`); tests/kit/browser/numbers.json holds both to them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from llm_viz.base.languages import Language

PowerStyle = Literal["plain", "latex"]
"""Where a power of ten is to be read."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENGLISH = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k"))
_JAPANESE = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_UNITS = "%|[kMGT]?(?:B(?:/s)?|W|Wh|FLOP)|PB|GHz|km|[kMBT]|m?s|h|k?g|[kM]?t|bits?|nats?"
_BEFORE_UNIT = re.compile(rf"(?<=[\d}}])(\**) (?=(?:{_UNITS})(?!\w)|[\u3040-\u30ff\u4e00-\u9fff])")
"""The space between a number, or the {mark} of one, and its unit; in Japanese whatever is counted is a unit."""
_CODE_OR_FORMULA = re.compile(r"(```.*?```|`[^`\n]*`|(?<!\\)\$\$.*?\$\$|(?<!\\)\$[^$\n]*\$)", re.DOTALL)
_THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a message is filled in with. How it is written is the language's affair: `form` knows."""

    value: float
    form: Callable[[float, Language], str]

    def written(self, language: Language) -> str:
        """The number for a reader of this language."""
        return self.form(self.value, language)


def as_percent(probability: float) -> Quantity:
    """A probability for a message, written by `percent`."""
    return Quantity(probability, percent)


def as_large(number: float) -> Quantity:
    """A count for a message, written by `large`."""
    return Quantity(number, large)


def percent_sign(language: Language) -> str:
    """What stands after a percentage: English sets the sign apart, but never on another line; Japanese does not."""
    return "%" if language == "ja" else "\u00a0%"


def percent(probability: float, language: Language) -> str:
    """A probability as a share: 40 %, 2.5 %, 0.3 %, <0.1 %, >99.9 %; in Japanese 40%."""
    return f"{_percentage(100 * probability)}{percent_sign(language)}"


def _percentage(value: float) -> str:
    if value <= 0:
        return "0"
    if value < 0.1:
        return "<0.1"
    if 99.9 < value < 100:
        return ">99.9"
    return f"{value:.0f}" if value >= 9.95 or math.isclose(value, round(value)) else f"{value:.1f}"


def measured_percent(value: float, language: Language) -> str:
    """A percentage as a test of some thousand questions allows: 80 %, 8.4 %, 0.15 %."""
    sign = percent_sign(language)
    if value >= 10 or value == 0:
        return f"{value:.0f}{sign}"
    return f"{value:.1f}{sign}" if value >= 1 else f"{value:.2g}{sign}"


def large(number: float, language: Language, *, trim: bool = False) -> str:
    """A count with a short unit, after a space that does not break.

    English: 950, 49 k, 134.5 M, 1.2 B, 300.0 T; `trim`: without a decimal that is 0, 300 T. Japanese, always with
    three digits at most: 9,500, 4.92 万, 1.35 億, 1,750 億, 300 兆.
    """
    if language == "ja":
        return _japanese(number)
    for size, unit in _ENGLISH:
        if number >= size:
            digits = f"{number / size:.{0 if number >= 1000 * size or unit == 'k' else 1}f}"
            return f"{digits.removesuffix('.0') if trim else digits}\u00a0{unit}"
    return f"{number:.0f}"


def _japanese(number: float) -> str:
    rounded = _THREE_DIGITS.create_decimal(Decimal(number))
    for size, unit in _JAPANESE:
        if rounded >= size:
            return f"{(rounded / size).normalize():,f}\u00a0{unit}"
    return f"{number:,.0f}"


def with_units(text: str) -> str:
    """Text or Markdown so that no line ends between a number and its unit: 135 MWh, 3 回. Code and formulas stay."""
    words_and_code = _CODE_OR_FORMULA.split(text)
    words_and_code[::2] = (_BEFORE_UNIT.sub("\\1\u00a0", words) for words in words_and_code[::2])
    return "".join(words_and_code)


def scientific(value: float, decimals: int = 1) -> tuple[str, int]:
    """A number above 0 as a mantissa with so many decimals, rounded below 10, and a power of ten."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return mantissa, int(exponent)


def power_of_ten(exponent: int, style: PowerStyle = "plain") -> str:
    """10 to this power: 10²¹, in LaTeX 10^{21}."""
    return f"10^{{{exponent}}}" if style == "latex" else f"10{str(exponent).translate(_RAISED)}"


def with_power_of_ten(mantissa: str, exponent: int, style: PowerStyle = "plain") -> str:
    """What `scientific` gives, for reading: 7.8 × 10²²."""
    times = r"\times" if style == "latex" else "×"
    return f"{mantissa} {times} {power_of_ten(exponent, style)}"
