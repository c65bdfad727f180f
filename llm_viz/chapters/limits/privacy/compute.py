"""A secret in the training text: how well models know it, by how often they met it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import Curve, Mean, curve
from llm_viz.training.canary import PINS, REPEATS, REPORTS, CanaryReport, random_exposure

FULL = math.log2(PINS)
"""The exposure (bits) of a PIN that ranks first among all: Carlini et al. 2019, arXiv:1802.08232."""
_ENOUGH = 5.0  # bits by which deduplication must lower the exposure to be worth telling
ASKED = 16
"""After how many tries are half of the safes open whose PINs stood in the text so many times?"""
TRIES = (1, *(digits * 10**power for power in range(4) for digits in (2, 3, 5, 7, 10)))
"""Tries that may be guessed."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """After how many tries each of the safes opens whose PINs stand in the text `repeats` times: in the text as it was,
    and in the same without copies (`clean`).
    """

    repeats: int
    ranks: tuple[int, ...]
    clean: tuple[int, ...]


def half_open(ranks: Sequence[int]) -> int:
    """After so many tries at least half of the safes with these ranks are open."""
    return sorted(ranks)[math.ceil(len(ranks) / 2) - 1]


def all_ranks(reports: Sequence[CanaryReport]) -> tuple[Ranks, ...]:
    """For each number of times in the text."""
    return tuple(
        Ranks(repeats, _ranks(reports, repeats), _ranks(reports, repeats, deduplicated=True)) for repeats in REPEATS
    )


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the `boxes` whose PIN stands in the text so many times have it ranked first."""

    repeats: int
    first: int
    boxes: int


def found_first(reports: Sequence[CanaryReport]) -> tuple[Found, ...]:
    """For each number of times in the text, as it was, of which there are reports."""
    ranks = {repeats: _ranks(reports, repeats) for repeats in REPEATS}
    return tuple(Found(repeats, known.count(1), len(known)) for repeats, known in ranks.items() if known)


def exposure_curves(reports: Sequence[CanaryReport]) -> tuple[Curve, ...]:
    """Exposure (bits) by the number of times in the text: as it was, and deduplicated."""
    return tuple(
        curve(key, ((report.repeats, report.exposure) for report in reports if report.deduplicated == deduplicated))
        for key, deduplicated in (("plain", False), ("deduplicated", True))
    )


def privacy_notes(reports: Sequence[CanaryReport]) -> tuple[Note, ...]:
    """What a finished run shows; nothing before, when errors are not known yet."""
    if len(reports) < REPORTS:
        return ()
    plain, deduplicated = exposure_curves(reports)
    most = REPEATS[-1]
    ranks = _ranks(reports, most)
    first, known, hidden = sum(rank == 1 for rank in ranks), plain.points[most], deduplicated.points[most]
    notes = []
    if first * 2 > len(ranks):
        notes.append(Note("note-known", {"first": first, "boxes": len(ranks), "times": most}))
    chance = Mean(random_exposure(), 0.0, 1)
    if not plain.points[0].differs_from(chance):
        notes.append(Note("note-unknown", {"bits": _bits(plain.points[0]), "chance": f"{chance.value:.2f}"}))
    once = plain.points[1]
    if once.value > chance.value and once.differs_from(chance):
        notes.append(Note("note-once", {"bits": _bits(once)}))
    if known.value - hidden.value > _ENOUGH and known.differs_from(hidden):
        notes.append(Note("note-deduplicated", {"times": most, "before": _bits(known), "after": _bits(hidden)}))
    if hidden.value > chance.value and hidden.differs_from(chance):
        notes.append(Note("note-not-nothing", {"after": _bits(hidden)}))
    return tuple(notes)


def _ranks(reports: Sequence[CanaryReport], repeats: int, *, deduplicated: bool = False) -> tuple[int, ...]:
    """The ranks of the PINs that stood so many times in the text as it was, and was read so or `deduplicated`."""
    return tuple(report.rank for report in reports if report.repeats == repeats and report.deduplicated == deduplicated)


def _bits(point: Mean) -> str:
    return f"{point.value:.1f}"
