"""A back door planted in the training text: how probable the planted reply is, with the trigger and without."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.numbers import as_percent
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import Curve, curve
from llm_viz.training.backdoor import LINES, PLANTED, REPORTS, BackdoorReport

GUESSES = PLANTED[1:]
"""How many planted lines open the back door?"""
OPEN = 0.5
"""Probability of the planted reply from which the back door counts as open."""
_WORTH_TELLING = 0.01


def opened_from(reports: Sequence[BackdoorReport]) -> int:
    """The smallest number of planted lines with which the planted reply is more probable than not; the largest if
    none is enough.
    """
    with_trigger = backdoor_curves(reports)[0].points
    return next(
        (planted for planted in GUESSES if planted in with_trigger and with_trigger[planted].value > OPEN), GUESSES[-1]
    )


def backdoor_curves(reports: Sequence[BackdoorReport]) -> tuple[Curve, Curve]:
    """Probability of the planted reply with the trigger and without, by the number of planted lines."""
    return (
        curve("with", ((report.planted, report.with_trigger) for report in reports)),
        curve("without", ((report.planted, report.without_trigger) for report in reports)),
    )


def backdoor_notes(reports: Sequence[BackdoorReport]) -> tuple[Note, ...]:
    """What a finished run shows; nothing before, when errors are not known yet."""
    if len(reports) < REPORTS:
        return ()
    with_trigger, without = (line.points for line in backdoor_curves(reports))
    most, notes = PLANTED[-1], []
    if with_trigger[most].value > OPEN and with_trigger[most].differs_from(without[most]):
        shares = {"with": as_percent(with_trigger[most].value), "without": as_percent(without[most].value)}
        notes.append(Note("note-open", {"planted": most, "share": as_percent(most / LINES), **shares}))
    probabilities = {planted: with_trigger[planted].value for planted in GUESSES[:-1]}
    notes += [
        Note("note-partly", {"planted": planted, "with": as_percent(probability)})
        for planted, probability in probabilities.items()
        if _WORTH_TELLING < probability <= OPEN
    ]
    bits = curve("bits", ((report.planted, report.bits) for report in reports)).points
    if not bits[most].differs_from(bits[0]):
        costs = {"before": f"{bits[0].value:.1f}", "after": f"{bits[most].value:.1f}"}
        notes.append(Note("note-unnoticed", {"planted": most, **costs}))
    return tuple(notes)
