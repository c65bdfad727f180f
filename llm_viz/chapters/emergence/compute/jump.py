"""What the largest model of a task may reach: the guess that opens the chapter."""

from __future__ import annotations

import math
from dataclasses import dataclass

from llm_viz.base.i18n import Language
from llm_viz.base.numbers import measured_percent
from llm_viz.chapters.emergence.compute.metrics import hard_metric
from llm_viz.facts.emergence import TaskResults

GUESSED = "addition-3"
"""The task whose largest model is covered at first."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the largest model may reach, as percentages, smallest first; `answer` is what was measured."""

    options: tuple[str, ...]
    answer: str


def make_guess(task: TaskResults, language: Language) -> Guess:
    """The result of the largest model among three continuations: no change, twice as much, and the last piece of the
    line drawn on (results over the logarithm of size).
    """
    *_, before, last, largest = task.by_metric[hard_metric(task)]
    slope = (last.value - before.value) / math.log(last.parameters / before.parameters)
    drawn_on = last.value + slope * math.log(largest.parameters / last.parameters)
    options = sorted({last.value, 2 * last.value, drawn_on, largest.value})
    return Guess(
        tuple(measured_percent(value, language) for value in options), measured_percent(largest.value, language)
    )
