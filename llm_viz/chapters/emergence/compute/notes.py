"""What a task's published results show under a hard and under a smooth metric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from llm_viz.base.numbers import scientific, with_power_of_ten
from llm_viz.chapters.emergence.compute.metrics import (
    CHANCE,
    LONG_LINE,
    hard_metric,
    interval,
    number_of,
    percentage,
    place_of,
    series,
    setback,
    smooth_metric,
)
from llm_viz.facts.emergence import MetricKey, ModelResult, TaskResults
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.statistics import Interval, wilson

_JUMP_SHARE = 0.5  # of the whole rise, from which one step is called a jump
_JUMP_RISE = 10.0  # points
_FLAT = 2.0  # points
_FIRST_SIGNS = 0.1  # of the best result, above which an ability is called there
_LOW_BLEU = 1.0  # points of 100


def hard_notes(task: TaskResults) -> tuple[Note, ...]:
    """What the hard metric shows."""
    metric = hard_metric(task)
    measured = task.by_metric[metric]
    notes = [
        *_jump_note(metric, measured),
        *_threshold_note(metric, measured),
        *_zero_note(measured),
        *_drop_note(metric, measured),
    ]
    if metric == "choice":
        at_chance = sum(_includes(interval(metric, result), CHANCE) for result in measured)
        notes.append(Note("note-chance", {"count": at_chance, "all": len(measured), "chance": percentage(CHANCE)}))
    return tuple(notes)


def smooth_notes(task: TaskResults) -> tuple[Note, ...]:
    """What the smooth metric of the same task shows; nothing if there is none."""
    metric = smooth_metric(task)
    if metric is None:
        return ()
    measured = task.by_metric[metric]
    notes = [*_hidden_note(task, metric)]
    if metric == "bleu":
        low = sum(result.value < _LOW_BLEU for result in measured)
        if low >= len(measured) / 2:
            notes.append(Note("note-bleu-low", {"count": low, "all": len(measured), "limit": _LOW_BLEU}))
    return (*notes, *_drop_note(metric, measured))


def _jump_note(metric: MetricKey, measured: Sequence[ModelResult]) -> Iterator[Note]:
    """The steepest step of a line: a jump, if it makes up most of the line's rise. Or else that nothing rises.

    Not for a choice among given answers: there, most of it is chance.
    """
    if metric == "choice":
        return
    if max(result.value for result in measured) < _FLAT:
        best = max(measured, key=lambda result: result.value)
        yield Note("note-flat", {"model": best.model, "value": percentage(best.value)})
        return
    lines = [line for line in series(measured).values() if len(line) >= LONG_LINE]
    steps = [(later.value - earlier.value, earlier, later, line) for line in lines for earlier, later in pairwise(line)]
    rise, earlier, later, line = max(steps, key=lambda step: step[0])
    share = rise / (max(result.value for result in line) - min(result.value for result in line))
    values = {**_between(metric, earlier, later), "share": percentage(100 * share)}
    if share < _JUMP_SHARE:
        yield Note("note-gradual", values)
    elif rise >= _JUMP_RISE:
        yield Note("note-jump", values)


def _threshold_note(metric: MetricKey, measured: Sequence[ModelResult]) -> Iterator[Note]:
    """From which compute on there are first signs of an ability, where models of many families were asked.

    Not for a choice among given answers: there, even chance gives signs.
    """
    if len(series(measured)) == 1 or measured[0].step is not None or metric == "choice":
        return
    best = max(result.value for result in measured)
    first = min((result for result in measured if result.value > _FIRST_SIGNS * best), key=lambda result: result.flop)
    below = [result.value for result in measured if result.flop < first.flop]
    if below and best >= _JUMP_RISE:
        values: Values = {"count": len(below), "most": percentage(max(below)), "best": percentage(best)}
        flop = with_power_of_ten(*scientific(first.flop))
        yield Note("note-threshold", {**values, "flop": flop, "model": first.model})


def _zero_note(measured: Sequence[ModelResult]) -> Iterator[Note]:
    """How many results are 0, and what a test of that length cannot tell from 0."""
    zeros = [result for result in measured if result.value == 0 and result.items is not None]
    if len(zeros) < 2:
        return
    items = zeros[0].items or 1
    limit = percentage(100 * wilson(0, items)[1])
    yield Note("note-zeros", {"count": len(zeros), "all": len(measured), "items": items, "limit": limit})


def _hidden_note(task: TaskResults, metric: MetricKey) -> Iterator[Note]:
    """How far the smooth metric moves where the hard one stands at 0."""
    zero = {(result.model, result.step) for result in task.by_metric[hard_metric(task)] if result.value == 0}
    hidden = [result for result in task.by_metric[metric] if (result.model, result.step) in zero]
    if len(hidden) < 2:
        return
    hidden.sort(key=lambda result: result.value, reverse=metric == "cross-entropy")
    worst, best = hidden[0], hidden[-1]
    if best.step is not None:  # where that model began
        worst = next(result for result in hidden if result.model == best.model)
    yield Note(f"note-hidden-{metric}", {**_between(metric, worst, best), "count": len(hidden)})


def _drop_note(metric: MetricKey, measured: Sequence[ModelResult]) -> Iterator[Note]:
    """The greatest setback, and whether error bars are known for it."""
    if drop := setback(metric, measured):
        known = interval(metric, drop[0]) is not None
        yield Note("note-drop" if known else "note-drop-unsure", _between(metric, *drop))


def _between(metric: MetricKey, first: ModelResult, second: ModelResult) -> Values:
    return {
        "first": place_of(first),
        "second": place_of(second),
        "from": number_of(metric, first.value),
        "to": number_of(metric, second.value),
    }


def _includes(bounds: Interval | None, value: float) -> bool:
    return bounds is not None and bounds.low <= value <= bounds.high
