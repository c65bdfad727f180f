"""How the chapter writes numbers."""

from __future__ import annotations

from llm_viz.base.languages import Language
from llm_viz.base.numbers import large, scientific, with_power_of_ten


def rounded(number: float, language: Language) -> str:
    """A number for reading, with two digits if it is large: 768, 140 M, 1.4 B; in Japanese 1.4 億, 14 億."""
    return f"{number:.0f}" if number < 1000 else large(round(float(f"{number:.1e}")), language, trim=True)


def latex_number(number: float) -> str:
    """Three digits and a power of ten, as LaTeX."""
    return with_power_of_ten(*scientific(number, 2), "latex")
