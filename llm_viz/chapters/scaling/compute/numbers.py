"""How the chapter writes numbers."""

from __future__ import annotations

from llm_viz.base.numbers import large, scientific, with_power_of_ten


def rounded(number: float) -> str:
    """A number for reading, with two digits if it is large: 768, 140 M, 1.4 B."""
    return f"{number:.0f}" if number < 1000 else large(round(float(f"{number:.1e}")), trim=True)


def latex_number(number: float) -> str:
    """Three digits and a power of ten, as LaTeX."""
    return with_power_of_ten(*scientific(number, 2), "latex")
