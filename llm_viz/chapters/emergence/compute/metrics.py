"""A task's results under its metrics: which is hard, which smooth, their error bars, lines and setbacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from llm_viz.base.numbers import Quantity, measured_percent
from llm_viz.facts.emergence import SMOOTH, MetricKey, ModelResult, TaskResults
from llm_viz.kit.compute.statistics import CERTAINTY, Interval, wilson

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
CHANCE = 25.0
"""Percent right of those who guess among four given answers."""
LONG_LINE = 4
"""Results, from which on a line's steps are compared."""

_MIN_DROP = 1.0  # points or, for cross-entropy, hundredths of a nat


def interval(metric: MetricKey, result: ModelResult) -> Interval | None:
    """The 95 % interval; None where neither the number of questions nor a standard error is known.

    For right and wrong answers Wilson's (1927), which does not shrink to nothing at 0 of n: that a model got none of
    2000 questions right does not show that it never would. Otherwise the value ± `CERTAINTY` standard errors.
    """
    if metric not in SMOOTH and result.items is not None:
        low, high = wilson(result.value / 100, result.items)
        return Interval(100 * low, 100 * high)
    if result.standard_error is None:
        return None
    return Interval(result.value - CERTAINTY * result.standard_error, result.value + CERTAINTY * result.standard_error)


def hard_metric(task: TaskResults) -> MetricKey:
    """The metric that knows right and wrong only."""
    return next(metric for metric in task.by_metric if metric not in SMOOTH)


def smooth_metric(task: TaskResults) -> MetricKey | None:
    """The metric that gives part marks; None where none was published."""
    return next((metric for metric in task.by_metric if metric in SMOOTH), None)


def by_step(task: TaskResults) -> bool:
    """Whether the results are of models at several steps of their training; else of finished models."""
    return any(result.step is not None for measured in task.by_metric.values() for result in measured)


def series(measured: Sequence[ModelResult]) -> dict[str, tuple[ModelResult, ...]]:
    """What belongs on one line: the models of a family by size, or the steps of a model."""
    lines: dict[str, list[ModelResult]] = defaultdict(list)
    for result in measured:
        lines[result.family if result.step is None else result.model].append(result)
    return {name: tuple(line) for name, line in lines.items()}


def line_to_show(task: TaskResults) -> str:
    """The line to look at first: of steps the largest model's, else the one with the greatest setback under the hard
    metric, or, where there is none, the one that gets furthest.
    """
    metric = hard_metric(task)
    lines = series(task.by_metric[metric])
    long = {name: line for name, line in lines.items() if len(line) >= LONG_LINE}
    if by_step(task):
        return max(long, key=lambda name: long[name][0].parameters)
    if drop := setback(metric, task.by_metric[metric]):
        return next(name for name, line in lines.items() if drop[0] in line)
    return max(long, key=lambda name: max(result.value for result in long[name]))


def setback(metric: MetricKey, measured: Sequence[ModelResult]) -> tuple[ModelResult, ModelResult] | None:
    """The greatest setback on a line: a larger or longer trained model that is worse than a smaller or earlier one.

    Where error bars are known, only one that they do not explain.
    """
    sign = 1 if metric == "cross-entropy" else -1
    drops = [
        (sign * (later.value - earlier.value), earlier, later)
        for line in series(measured).values()
        for index, earlier in enumerate(line)
        for later in line[index + 1 :]
        if sign * (later.value - earlier.value) > (_MIN_DROP / 100 if sign > 0 else _MIN_DROP)
        and _larger(earlier, later)
        and not _overlap(interval(metric, earlier), interval(metric, later))
    ]
    return max(drops, key=lambda drop: drop[0])[1:] if drops else None


def place_of(result: ModelResult) -> str:
    """Which model, and at which step."""
    return result.model if result.step is None else f"{result.model} @ {result.step:,}"


def number_of(metric: MetricKey, value: float) -> str | Quantity:
    """A result as people read it."""
    if metric == "cross-entropy":
        return f"{value:.2f}"
    if metric == "bleu":
        return f"{value:.3f}" if value < 0.1 else f"{value:.1f}"
    return percentage(value)


def percentage(value: float) -> Quantity:
    """A percentage for a message, with the digits that two thousand questions allow."""
    return Quantity(value, measured_percent)


def _larger(first: ModelResult, second: ModelResult) -> bool:
    """Whether the second model is larger, or at a later step."""
    return second.parameters > first.parameters or (second.step or 0) > (first.step or 0)


def _overlap(first: Interval | None, second: Interval | None) -> bool:
    """Whether two intervals touch; intervals that are not known rule nothing out."""
    if first is None or second is None:
        return False
    return first.low <= second.high and second.low <= first.high
