"""The three laws of Kaplan et al. 2020 (arXiv:2001.08361): loss by parameters, by text or by computation."""

from __future__ import annotations

import numpy as np

from llm_viz.base.numbers import as_percent
from llm_viz.facts.laws import QUANTITIES, Quantity, single_laws
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.scaling_laws import Numbers, loss_factor

TIMES = np.logspace(0, 6, 121)
"""How many times as much: 1 to a million."""
TENFOLD = 20
"""The place of 10 in `TIMES`."""


def loss_left(quantity: Quantity) -> Numbers:
    """The share of the loss that is left when there is `TIMES` as much of a quantity."""
    return np.asarray(TIMES ** -single_laws()[quantity].exponent, np.float64)


def times_to_halve(quantity: Quantity) -> float:
    """How many times as much of a quantity halves the loss."""
    return float(2 ** (1 / single_laws()[quantity].exponent))


def kaplan_notes() -> tuple[Note, ...]:
    """What the three laws say."""
    tenfold = {str(quantity): as_percent(1 - loss_factor(single_laws()[quantity], 10)) for quantity in QUANTITIES}
    halves = {f"halve_{quantity}": f"{times_to_halve(quantity):,.0f}" for quantity in QUANTITIES}
    return Note("note-tenfold", {**tenfold}), Note("note-halve", {**halves})
