"""What a tiny model's training shows under a hard and under a smooth metric."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from llm_viz.base.numbers import as_percent
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.training.copying import EVERY, LENGTH, SIGNS, STEPS, TESTS, CopyingReport

_LOW, _HIGH = 0.1, 0.9  # of the last value: between these a curve is rising
_LEARNT = 0.9  # share of rows that are right when copying is called learnt
_LONGER = 2  # times: how much longer one rise must take to be called longer
_ABOVE_CHANCE = 1.5  # times


def rise(values: Sequence[float]) -> tuple[int, int]:
    """Between which of these values the curve climbs from a tenth to nine tenths of its last one (indices)."""
    first = next(index for index, value in enumerate(values) if value >= _LOW * values[-1])
    return first, next(index for index, value in enumerate(values) if value >= _HIGH * values[-1])


def flat_part(reports: Sequence[CopyingReport]) -> tuple[CopyingReport, ...]:
    """The training as long as not a row was ever right in full."""
    return tuple(takewhile(lambda report: report.copied.exact[-1] == 0, reports))


def half_learnt(reports: Sequence[CopyingReport]) -> int | None:
    """The step at which half of the rows are right in full for the first time; None while that is not reached."""
    return next((report.step for report in reports if report.copied.exact[-1] >= 0.5), None)


def copying_told(reports: Sequence[CopyingReport], guess: int | None) -> Note | None:
    """When half of the rows were right, beside the step that was guessed, and how well the right sign was known before.

    None while that is not reached.
    """
    step = half_learnt(reports)
    if step is None:
        return None
    before = flat_part(reports)[-1]
    times = f"{before.copied.probability * SIGNS:.1f}"
    values: Values = {"step": step, "before": before.step, "times": times}
    if guess is None:
        return Note("copying-seen", values)
    return Note("copying-told", {**values, "guess": guess})


def copying_notes(reports: Sequence[CopyingReport]) -> tuple[Note, ...]:
    """What a finished training shows; nothing while copying has not been learnt."""
    exact = [report.copied.exact[-1] for report in reports]
    probability = [report.copied.probability for report in reports]
    if reports[-1].step < STEPS or exact[-1] < _LEARNT:
        return ()
    steps = [report.step for report in reports]
    (hard_from, hard_to), (smooth_from, smooth_to) = rise(exact), rise(probability)
    hard, smooth = steps[hard_to] - steps[hard_from], steps[smooth_to] - steps[smooth_from]
    notes = [Note("note-copy-hard", {"length": LENGTH, "from": steps[hard_from], "to": steps[hard_to]})]
    times = (smooth - EVERY) // (hard + EVERY)  # at least: each end of a window may lie up to EVERY steps earlier
    if times >= _LONGER:
        notes.append(Note("note-copy-smooth", {"from": steps[smooth_from], "to": steps[smooth_to], "times": times}))
    last_zero = max((index for index, value in enumerate(exact) if value == 0), default=0)
    if probability[last_zero] >= _ABOVE_CHANCE / SIGNS:
        before: Values = {"step": steps[last_zero], "rows": TESTS, "probability": as_percent(probability[last_zero])}
        notes.append(Note("note-copy-before", {**before, "times": f"{probability[last_zero] * SIGNS:.1f}"}))
    if probability[hard_to] < 0.5:
        at_once: Values = {"exact": as_percent(exact[hard_to]), "probability": as_percent(probability[hard_to])}
        notes.append(Note("note-copy-argmax", {**at_once, "step": steps[hard_to]}))
    control = max(report.control.sign for report in reports)
    if control < 2 / SIGNS:
        notes.append(Note("note-copy-control", {"most": as_percent(control), "chance": as_percent(1 / SIGNS)}))
    return tuple(notes)
