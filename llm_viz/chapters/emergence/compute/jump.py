"""Emergence: what published results show under a hard and under a smooth metric."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from llm_viz.base.numbers import scientific, with_power_of_ten
from llm_viz.facts.emergence import SMOOTH, MetricKey, ModelResult, TaskResults
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import CERTAINTY, wilson

TASKS = (
    "ipa",
    "lambada-step",
    "lambada-size",
    "lambada-gpt3",
    "open-addition-2",
    "addition-3",
    "symbol-insertion",
    "reversed-words",
    "persian",
)
"""The tasks to choose from, the best first."""
GUESSED = "addition-3"
"""The task whose largest model is covered at first."""

CHANCE = 25.0
"""Percent right of those who guess among four given answers."""

_JUMP_SHARE = 0.5  # of the whole rise, from which one step is called a jump
_JUMP_RISE = 10.0  # points
_FLAT = 2.0  # points
_LINE = 4  # results, from which a line's steps are compared
_FIRST_SIGNS = 0.1  # of the best result, above which an ability is called there
_LOW_BLEU = 1.0  # points of 100
_MIN_DROP = 1.0  # points or, for cross-entropy, hundredths of a nat


Values = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies with 95 % confidence, in the unit of the measurement."""

    low: float
    high: float


def interval(metric: MetricKey, one: ModelResult) -> Interval | None:
    """The 95 % interval; None where neither the number of questions nor a standard error is known.

    For right and wrong answers Wilson's (1927), which does not shrink to nothing at 0 of n: that a model got none of
    2000 questions right does not show that it never would. Otherwise the value ± `CERTAINTY` standard errors.
    """
    if metric not in SMOOTH and one.items is not None:
        low, high = wilson(one.value / 100, one.items)
        return Interval(100 * low, 100 * high)
    if one.standard_error is None:
        return None
    return Interval(one.value - CERTAINTY * one.standard_error, one.value + CERTAINTY * one.standard_error)


def hard_metric(results: TaskResults) -> MetricKey:
    """The metric that knows right and wrong only."""
    return next(metric for metric in results.by_metric if metric not in SMOOTH)


def smooth_metric(results: TaskResults) -> MetricKey | None:
    """The metric that gives part marks; None where none was published."""
    return next((metric for metric in results.by_metric if metric in SMOOTH), None)


def by_step(results: TaskResults) -> bool:
    """Whether the results are of one training after another, step by step; else of finished models."""
    return any(one.step is not None for measured in results.by_metric.values() for one in measured)


def series(measured: Sequence[ModelResult]) -> dict[str, tuple[ModelResult, ...]]:
    """What belongs on one line: the models of a family by size, or the steps of a model."""
    lines: dict[str, list[ModelResult]] = defaultdict(list)
    for one in measured:
        lines[one.family if one.step is None else one.model].append(one)
    return {name: tuple(line) for name, line in lines.items()}


def line_to_show(results: TaskResults) -> str:
    """The line to look at first: of steps the largest model's, else the one with the greatest setback under the hard
    metric, or, where there is none, the one that gets furthest.
    """
    metric = hard_metric(results)
    lines = series(results.by_metric[metric])
    long = {name: line for name, line in lines.items() if len(line) >= _LINE}
    if by_step(results):
        return max(long, key=lambda name: long[name][0].parameters)
    if setback := _setback(metric, results.by_metric[metric]):
        return next(name for name, line in lines.items() if setback[0] in line)
    return max(long, key=lambda name: max(one.value for one in long[name]))


@dataclass(frozen=True, slots=True)
class Guess:
    """What the largest model may reach, as percentages, smallest first; `answer` is what was measured."""

    options: tuple[str, ...]
    answer: str


def make_guess(results: TaskResults) -> Guess:
    """The result of the largest model among three continuations: no change, twice as much, and the last piece of the
    line drawn on (results over the logarithm of size).
    """
    *_, before, last, largest = results.by_metric[hard_metric(results)]
    slope = (last.value - before.value) / math.log(last.parameters / before.parameters)
    drawn_on = last.value + slope * math.log(largest.parameters / last.parameters)
    options = sorted({last.value, 2 * last.value, drawn_on, largest.value})
    return Guess(tuple(_points(value) for value in options), _points(largest.value))


def hard_notes(results: TaskResults) -> tuple[Note, ...]:
    """What the hard metric shows."""
    metric = hard_metric(results)
    measured = results.by_metric[metric]
    notes = [
        *_jump_note(metric, measured),
        *_threshold_note(metric, measured),
        *_zero_note(measured),
        *_drop_note(metric, measured),
    ]
    if metric == "choice":
        at_chance = sum(_includes(interval(metric, one), CHANCE) for one in measured)
        notes.append(Note("note-chance", {"count": at_chance, "all": len(measured), "chance": _points(CHANCE)}))
    return tuple(notes)


def smooth_notes(results: TaskResults) -> tuple[Note, ...]:
    """What the smooth metric of the same task shows; nothing if there is none."""
    metric = smooth_metric(results)
    if metric is None:
        return ()
    measured = results.by_metric[metric]
    notes = [*_hidden_note(results, metric)]
    if metric == "bleu":
        low = sum(one.value < _LOW_BLEU for one in measured)
        if low >= len(measured) / 2:
            notes.append(Note("note-bleu-low", {"count": low, "all": len(measured), "limit": _LOW_BLEU}))
    return (*notes, *_drop_note(metric, measured))


def _jump_note(metric: MetricKey, measured: Sequence[ModelResult]) -> Iterator[Note]:
    """The steepest step of a line: a jump, if it makes up most of the line's rise. Or else that nothing rises.

    Not for a choice among given answers: there, most of it is chance.
    """
    if metric == "choice":
        return
    if max(one.value for one in measured) < _FLAT:
        best = max(measured, key=lambda one: one.value)
        yield Note("note-flat", {"model": best.model, "value": _points(best.value)})
        return
    lines = [line for line in series(measured).values() if len(line) >= _LINE]
    steps = [(later.value - earlier.value, earlier, later, line) for line in lines for earlier, later in pairwise(line)]
    rise, earlier, later, line = max(steps, key=lambda step: step[0])
    share = rise / (max(one.value for one in line) - min(one.value for one in line))
    values = {**_between(metric, earlier, later), "share": _points(100 * share)}
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
    best = max(one.value for one in measured)
    first = min((one for one in measured if one.value > _FIRST_SIGNS * best), key=lambda one: one.flop)
    below = [one.value for one in measured if one.flop < first.flop]
    if below and best >= _JUMP_RISE:
        values: Values = {"count": len(below), "most": _points(max(below)), "best": _points(best)}
        flop = with_power_of_ten(*scientific(first.flop))
        yield Note("note-threshold", {**values, "flop": flop, "model": first.model})


def _zero_note(measured: Sequence[ModelResult]) -> Iterator[Note]:
    """How many results are 0, and what a test of that length cannot tell from 0."""
    zeros = [one for one in measured if one.value == 0 and one.items is not None]
    if len(zeros) < 2:
        return
    items = zeros[0].items or 1
    limit = f"{100 * wilson(0, items)[1]:.2f} %"
    yield Note("note-zeros", {"count": len(zeros), "all": len(measured), "items": items, "limit": limit})


def _hidden_note(results: TaskResults, metric: MetricKey) -> Iterator[Note]:
    """How far the smooth metric moves where the hard one stands at 0."""
    zero = {(one.model, one.step) for one in results.by_metric[hard_metric(results)] if one.value == 0}
    hidden = [one for one in results.by_metric[metric] if (one.model, one.step) in zero]
    if len(hidden) < 2:
        return
    hidden.sort(key=lambda one: one.value, reverse=metric == "cross-entropy")
    worst, best = hidden[0], hidden[-1]
    if best.step is not None:  # where that model began
        worst = next(one for one in hidden if one.model == best.model)
    yield Note(f"note-hidden-{metric}", {**_between(metric, worst, best), "count": len(hidden)})


def _drop_note(metric: MetricKey, measured: Sequence[ModelResult]) -> Iterator[Note]:
    """The greatest setback, and whether error bars are known for it."""
    if setback := _setback(metric, measured):
        known = interval(metric, setback[0]) is not None
        yield Note("note-drop" if known else "note-drop-unsure", _between(metric, *setback))


def _setback(metric: MetricKey, measured: Sequence[ModelResult]) -> tuple[ModelResult, ModelResult] | None:
    """The greatest setback on a line: a larger or longer trained model that is worse than a smaller one.

    Where error bars are known, only one that they do not explain.
    """
    sign = 1 if metric == "cross-entropy" else -1
    setbacks = [
        (sign * (later.value - earlier.value), earlier, later)
        for line in series(measured).values()
        for index, earlier in enumerate(line)
        for later in line[index + 1 :]
        if sign * (later.value - earlier.value) > (_MIN_DROP / 100 if sign > 0 else _MIN_DROP)
        and _larger(earlier, later)
        and not _overlap(interval(metric, earlier), interval(metric, later))
    ]
    return max(setbacks, key=lambda setback: setback[0])[1:] if setbacks else None


def _larger(one: ModelResult, other: ModelResult) -> bool:
    return other.parameters > one.parameters or (other.step or 0) > (one.step or 0)


def _between(metric: MetricKey, one: ModelResult, other: ModelResult) -> Values:
    return {
        "first": place_of(one),
        "second": place_of(other),
        "from": number_of(metric, one.value),
        "to": number_of(metric, other.value),
    }


def place_of(one: ModelResult) -> str:
    """Which model, and at which step."""
    return one.model if one.step is None else f"{one.model} @ {one.step:,}"


def number_of(metric: MetricKey, value: float) -> str:
    """A result as people read it."""
    if metric == "cross-entropy":
        return f"{value:.2f}"
    if metric == "bleu":
        return f"{value:.3f}" if value < 0.1 else f"{value:.1f}"
    return _points(value)


def _points(value: float) -> str:
    """A percentage with the digits that two thousand questions allow: 80 %, 8.4 %, 0.15 %."""
    if value >= 10 or value == 0:
        return f"{value:.0f} %"
    return f"{value:.1f} %" if value >= 1 else f"{value:.2g} %"


def _includes(one: Interval | None, value: float) -> bool:
    return one is not None and one.low <= value <= one.high


def _overlap(one: Interval | None, other: Interval | None) -> bool:
    """Whether two intervals touch; intervals that are not known rule nothing out."""
    if one is None or other is None:
        return False
    return one.low <= other.high and other.low <= one.high
