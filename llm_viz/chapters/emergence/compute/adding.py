"""What the answers of a tiny model that learns to add show under both ways of marking."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.numbers import Quantity, measured_percent
from llm_viz.chapters.emergence.compute.copying import rise
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.training.adding import AddingReport

_HARDLY = 0.02  # share of right sums, up to which nothing seems to happen
_GROWN = 1.5  # times its first share of right digits: grown before the jump
_LONGER = 1.5  # times: how much longer one rise must take to be called longer


def before_the_jump(reports: Sequence[AddingReport]) -> int:
    """The last test up to which hardly a sum was ever right: where the two markings differ most (an index)."""
    jumped = next((index for index, report in enumerate(reports) if report.whole > _HARDLY), len(reports))
    return max(0, jumped - 1)


def adding_notes(reports: Sequence[AddingReport]) -> tuple[Note, ...]:
    """What the whole training shows: how much had been learnt before the jump, and how long both rises take."""
    first, last, before = reports[0], reports[-1], reports[before_the_jump(reports)]
    notes = []
    if before.digits >= _GROWN * first.digits:
        values: Values = {"step": before.step, "whole": _percent(before.whole), "digits": _percent(before.digits)}
        notes.append(Note("note-add-before", {**values, "first": _percent(first.digits)}))
    (hard_from, hard_to), (soft_from, soft_to) = (
        rise([report.whole for report in reports]),
        rise([report.digits - first.digits for report in reports]),
    )
    hard, soft = (
        reports[end].step / reports[start].step for start, end in ((hard_from, hard_to), (soft_from, soft_to))
    )
    if soft >= _LONGER * hard:
        ends: Values = {"hard_from": reports[hard_from].step, "hard_to": reports[hard_to].step}
        soft_ends: Values = {"soft_from": reports[soft_from].step, "soft_to": reports[soft_to].step}
        notes.append(Note("note-add-longer", {**ends, **soft_ends}))
    if last.whole > _HARDLY and before.digits < last.digits / 2:
        notes.append(Note("note-add-step", {"digits": _percent(before.digits), "last": _percent(last.digits)}))
    return tuple(notes)


def _percent(share: float) -> Quantity:
    return Quantity(100 * share, measured_percent)
