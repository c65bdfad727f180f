"""What if the text were another: two distributions compared over the whole vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note

COMPARED = 10
"""The best tokens of each text that are shown."""

_WORTH_TELLING = 0.005  # change of probability


@dataclass(frozen=True, slots=True)
class Shift:
    """One token's probability after the first text and after the second."""

    candidate: Candidate
    first: float
    second: float

    @property
    def change(self) -> float:
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class DistributionComparison:
    """The best tokens of both texts, the more probable ones (in sum) first, and how far apart the distributions are.

    `divergence_bits`: Jensen–Shannon divergence (Lin 1991), 0 – 1. `variation`: total variation distance, 0 – 1.
    `gained` and `lost` are the largest changes of all, None where that token is not among the listed candidates.
    """

    shifts: tuple[Shift, ...]
    divergence_bits: float
    variation: float
    gained: Shift | None
    lost: Shift | None


def compare(first: Distribution, second: Distribution, p: Floats, q: Floats) -> DistributionComparison:
    """Compare two distributions of one vocabulary; `p` and `q` (vocab,) are all their probabilities."""
    named = {candidate.id: candidate for candidate in (*first.candidates, *second.candidates)}

    def shift(token: int) -> Shift | None:
        return Shift(named[token], float(p[token]), float(q[token])) if token in named else None

    shown = {candidate.id for candidate in (*first.candidates[:COMPARED], *second.candidates[:COMPARED])}
    shifts = [Shift(named[token], float(p[token]), float(q[token])) for token in shown]
    return DistributionComparison(
        shifts=most_probable_first(shifts),
        divergence_bits=divergence_bits(p, q),
        variation=variation(p, q),
        gained=shift(int((q - p).argmax())),
        lost=shift(int((q - p).argmin())),
    )


def most_probable_first(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Shifts by their probabilities after both texts together, the largest first."""
    return tuple(sorted(shifts, key=lambda shift: (-shift.first - shift.second, shift.candidate.id)))


def divergence_bits(p: Floats, q: Floats) -> float:
    """Jensen–Shannon divergence: the mean of both relative entropies to the average distribution, in bits."""
    ours, theirs = _normalised(p), _normalised(q)
    average = (ours + theirs) / 2
    return min(1.0, max(0.0, (_relative_entropy(ours, average) + _relative_entropy(theirs, average)) / 2))


def variation(p: Floats, q: Floats) -> float:
    """Total variation distance: the probability that would have to move to make one distribution of the other."""
    return min(1.0, float(np.abs(_normalised(p) - _normalised(q)).sum()) / 2)


def _normalised(p: Floats) -> NDArray[np.float64]:
    wide = p.astype(np.float64)
    return np.asarray(wide / wide.sum())


def _relative_entropy(p: NDArray[np.float64], q: NDArray[np.float64]) -> float:
    used = p > 0  # 0 · log 0 counts as 0
    return float((p[used] * np.log2(p[used] / q[used])).sum())


def comparison_notes(first: Distribution, second: Distribution, comparison: DistributionComparison) -> tuple[Note, ...]:
    """What the comparison shows."""
    one, other = first.candidates[0], second.candidates[0]
    notes = [
        Note("note-same-favourite", {"token": visible(one.text)})
        if one.id == other.id
        else Note("note-other-favourite", {"first": visible(one.text), "second": visible(other.text)})
    ]
    for key, shift in (("note-gained", comparison.gained), ("note-lost", comparison.lost)):
        if shift is not None and abs(shift.change) >= _WORTH_TELLING:
            shares = {"first": as_percent(shift.first), "second": as_percent(shift.second)}
            notes.append(Note(key, {"token": visible(shift.candidate.text), **shares}))
    # The best guess from one draw is the text that makes it more probable; it is right with chance (1 + variation) / 2.
    notes.append(Note("note-tell-apart", {"chance": as_percent((1 + comparison.variation) / 2)}))
    return tuple(notes)
