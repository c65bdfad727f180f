"""The experiment of our own: its series, the laws through them, and the notes on them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from llm_viz.base.numbers import Quantity, as_large, as_percent
from llm_viz.chapters.scaling.compute.fit import Fit, PowerLaw, Sample, fit_power_law
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.training.scaling_plan import DATA_WIDTH, FOLLOWERS, TOKENS, ScalingResults, TrialResult

Series = Literal["size", "data"]
SERIES: tuple[Series, ...] = get_args(Series)

_BENDS = 1.1
"""The largest model is said to miss the law if its distance to the floor is off by this factor or more."""
_STRAIGHT = 0.99  # R²


def in_series(measurements: Iterable[TrialResult], series: Series) -> tuple[TrialResult, ...]:
    """Models of all sizes after the same number of words, or models of one size after more and more words."""
    if series == "size":
        return tuple(trial for trial in measurements if trial.tokens == TOKENS)
    return tuple(trial for trial in measurements if trial.width == DATA_WIDTH)


def samples_of(measurements: Iterable[TrialResult], series: Series) -> tuple[Sample, ...]:
    """The losses by number of parameters or by number of words, of those that belong to the series."""
    losses: dict[int, list[float]] = {}
    for trial in in_series(measurements, series):
        losses.setdefault(trial.parameters if series == "size" else trial.tokens, []).append(trial.loss)
    return tuple(Sample(x, tuple(losses[x])) for x in sorted(losses))


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """What the law through all but the largest predicts for that one, and what was measured.

    `floor` is the source's own, whatever the law takes for it.
    """

    predicted: float
    measured: float
    floor: float

    @property
    def miss(self) -> float:
        """Measured over predicted distance to the floor: above 1, the law predicted too low a loss; infinite if it
        predicted one at or below the floor.
        """
        distance = self.predicted - self.floor
        return (self.measured - self.floor) / distance if distance > 0 else math.inf


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """A series with the law through it; `floor_known`: whether E was given by the source or fitted as well."""

    series: Series
    samples: tuple[Sample, ...]
    fit: Fit
    floor_known: bool
    before: PowerLaw
    """The law through all but the largest."""
    results: ScalingResults

    @property
    def law(self) -> PowerLaw:
        """The law through all of them."""
        return self.fit.law

    @property
    def extrapolation(self) -> Extrapolation:
        """How well the smaller ones foretell the largest."""
        last = self.samples[-1]
        return Extrapolation(self.before.loss(last.x), last.mean, self.results.floor)


@lru_cache(maxsize=8)
def own_law(results: ScalingResults, series: Series, *, floor_known: bool) -> OwnLaw:
    """The law of one series of the results."""
    samples = samples_of(results.measurements, series)
    floor = results.floor if floor_known else None
    before = fit_power_law(samples[:-1], floor).law
    return OwnLaw(series, samples, fit_power_law(samples, floor), floor_known, before, results)


def language_facts(results: ScalingResults) -> dict[str, str | int | Quantity]:
    """What the experiment was made of, for reading."""
    seconds = sum(trial.seconds for trial in results.measurements)
    seeds = {trial.seed for trial in results.measurements}
    return {
        "vocabulary": results.vocabulary,
        "followers": FOLLOWERS,
        "smallest": as_large(min(trial.parameters for trial in results.measurements)),
        "largest": as_large(max(trial.parameters for trial in results.measurements)),
        "entropy": f"{results.entropy:.3f}",
        "floor": f"{results.floor:.3f}",
        "sizes": len(samples_of(results.measurements, "size")),
        "seeds": len(seeds),
        "words": f"{TOKENS:,}",
        "minutes": f"{seconds / 60:.0f}",
        "torch": results.torch,
    }


def own_notes(own: OwnLaw) -> tuple[Note, ...]:
    """What this law shows, and where it fails."""
    law, fit = own.law, own.fit
    notes = [
        Note(
            f"note-own-{own.series}",
            {"half": f"{2 ** (1 / law.exponent):,.1f}", "tenfold": as_percent(1 - 10**-law.exponent)},
        ),
        Note(
            "note-straight" if law.r_squared >= _STRAIGHT else "note-not-straight",
            {"r_squared": f"{law.r_squared:.4f}", "low": f"{fit.exponent.low:.3f}", "high": f"{fit.exponent.high:.3f}"},
        ),
    ]
    if not own.floor_known:
        above = law.floor > own.results.floor
        floors: Values = {"floor": f"{law.floor:.3f}", "source": f"{own.results.floor:.3f}"}
        notes.append(Note("note-floor-above" if above else "note-floor-below", floors))
    missed = own.extrapolation
    values: Values = {
        "predicted": f"{missed.predicted:.3f}",
        "measured": f"{missed.measured:.3f}",
    }
    if missed.miss >= _BENDS:
        notes.append(Note("note-bends", values))
    elif missed.miss <= 1 / _BENDS:
        notes.append(Note("note-better", values))
    else:
        notes.append(Note("note-holds", values))
    return (*notes, *_scarce_note(own.results)) if own.series == "size" else tuple(notes)


def all_notes(results: ScalingResults) -> tuple[Note, ...]:
    """What the experiment shows: all that size does, what more data brings, and where E comes out if it is fitted."""
    size, data = (own_law(results, series, floor_known=True) for series in SERIES)
    fitted = own_notes(own_law(results, "size", floor_known=False))
    return (*own_notes(size), own_notes(data)[0], *(note for note in fitted if note.key.startswith("note-floor")))


def _scarce_note(results: ScalingResults) -> tuple[Note, ...]:
    """What the largest model lacks: whether more words help a smaller one more than its size helps the largest."""
    fixed = samples_of(results.measurements, "data")
    sizes = samples_of(results.measurements, "size")
    same = [sample for sample in fixed if sample.x == TOKENS]
    middle = next((trial.parameters for trial in results.measurements if trial.width == DATA_WIDTH), 0)
    if not same or fixed[-1].x <= TOKENS or sizes[-1].x <= middle:
        return ()
    by_words, by_size = same[0].mean - fixed[-1].mean, same[0].mean - sizes[-1].mean
    if by_words <= by_size:
        return ()
    values: Values = {
        "parameters": as_large(middle),
        "words": f"{fixed[-1].x / TOKENS:.0f}",
        "by_words": f"{by_words:.3f}",
        "size": f"{sizes[-1].x / middle:.1f}",
        "by_size": f"{by_size:.3f}",
    }
    return (Note("note-scarce", values),)
