"""The picture that the chapter opens on: three runs, the line that a visitor draws on from there, what became of it."""

from __future__ import annotations

import math

from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import Surface, published_fits
from llm_viz.kit.compute.scaling_laws import compute_optimal

COLUMNS = tuple(round(19.1 + 0.1 * step, 1) for step in range(30))
"""Where a drawn line is kept: powers of ten of the operations. `COLUMNS` in `drawing_math.js` is the same."""
LOSS_TOP = 4.12
"""Nats per token at the top of the picture; two of the 245 runs lie above it. `LOSS_TOP` in `drawing_math.js`."""
_FIRST = (18.15, 18.55, 19.0)
_NEAR = 0.07  # powers of ten
_DIGITS = 2  # of base 36, for a loss in hundredths


def law() -> Surface:
    """The corrected fit to the 245 runs (Besiroglu et al. 2024)."""
    return published_fits()["besiroglu"].surface


def first_runs() -> tuple[ChinchillaRun, ...]:
    """Of the runs near 10^18.15, 10^18.55 and 10^19 operations, the one closest to the best split of its budget."""
    return tuple(
        min(
            (run for run in chinchilla_runs() if abs(math.log10(run.flop) - power) < _NEAR),
            key=lambda run: run.loss - compute_optimal(law(), run.flop).loss,
        )
        for power in _FIRST
    )


def line_of(text: str) -> tuple[float, ...] | None:
    """The losses of a line that was drawn, from how the browser sends it; None if that is no whole line.

    `lineText` in `drawing_math.js` writes it: for each column, hundredths of a nat in two digits of base 36.
    """
    if len(text) != _DIGITS * len(COLUMNS) or not (text.isascii() and text.isalnum()):
        return None
    line = tuple(int(text[at : at + _DIGITS], 36) / 100 for at in range(0, len(text), _DIGITS))
    return line if max(line) <= LOSS_TOP else None
