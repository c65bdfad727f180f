"""The picture that the chapter opens on: answers marked all or nothing, and the same answers with part marks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.emergence.compute.metrics import hard_metric, interval, percentage, smooth_metric
from llm_viz.facts.emergence import ModelResult, TaskResults, results, thresholds
from llm_viz.kit.compute.notes import Note, Values

Picture = Literal["sums", "word", "script"]
PICTURES: tuple[Picture, ...] = ("sums", "word", "script")
GUESSED = "addition-3"
"""The task whose largest model is covered at first."""
SOURCES: dict[Picture, str] = {"sums": GUESSED, "word": "lambada-step", "script": "ipa"}
STEPPED = "pythia-12b"
"""The model that is watched during its training."""
DIGITS = 3
WORST = 24.0
"""Nats at the bottom of the picture, where the height is the cross-entropy."""
_THRESHOLD = "addition-subtraction-3-digit"


@dataclass(frozen=True, slots=True)
class Mark:
    """How high a result stands, from 0 to 1, with the ends of its interval, if that is known."""

    height: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A model, or a step of one, under both ways of marking. `place`: a power of ten of parameters or steps."""

    result: ModelResult
    place: float
    hard: Mark
    soft: Mark


def marked(picture: Picture) -> tuple[Marked, ...]:
    """All points of a picture."""
    task = results(SOURCES[picture])
    if picture == "sums":
        return tuple(_sum(result) for result in task.by_metric[hard_metric(task)])
    hard, soft = _measured(picture)
    raised = _by_loss if picture == "word" else _by_points
    return tuple(
        Marked(one, _place(one), Mark(one.value / 100), Mark(raised(other.value)))
        for one, other in zip(hard, soft, strict=True)
    )


def emerged() -> float:
    """Where Wei et al. 2022 saw sums of three digits emerge: the power of ten of that model's parameters."""
    flop = next(threshold.flop for threshold in thresholds() if threshold.key == _THRESHOLD)
    models = results(GUESSED).by_metric["exact"]
    return _place(min(models, key=lambda model: abs(math.log(model.flop / flop))))


def before() -> Note:
    """What is known before the largest model is seen."""
    *known, _ = results(GUESSED).by_metric["exact"]
    values: Values = {"models": len(known), "items": known[-1].items or 0, "last": percentage(known[-1].value)}
    return Note("jump-before", values)


def leap() -> float:
    """How many times the parameters of the model before it the largest one has."""
    *_, last, largest = results(GUESSED).by_metric["exact"]
    return largest.parameters / last.parameters


def told(guess: float | None) -> Note:
    """What the largest model reached, beside what was guessed (percent); None: nothing."""
    value = percentage(results(GUESSED).by_metric["exact"][-1].value)
    if guess is None:
        return Note("jump-seen", {"value": value})
    return Note("jump-told", {"value": value, "guess": percentage(guess)})


def sentences(picture: Picture) -> tuple[Note, Note]:
    """What a picture shows under the hard marking, and under the soft one."""
    if picture == "sums":
        return told(None), _last_step()
    task = results(SOURCES[picture])
    hard, soft = _measured(picture)
    zeros = [other.value for one, other in zip(hard, soft, strict=True) if one.value == 0]
    if picture == "word":
        words: Values = {"zeros": len(zeros), "tests": len(hard), "items": hard[0].items or 0}
        fell = {"from": f"{zeros[0]:.1f}", "worst": f"{max(zeros):.1f}", "to": f"{zeros[-1]:.1f}"}
        return Note("jump-word-hard", words), Note("jump-word-soft", {"zeros": len(zeros), **fell})
    top = percentage(max(one.value for one in task.by_metric[hard_metric(task)]))
    best = f"{max(other.value for other in soft):.0f}"
    return (
        Note("jump-script-hard", {"zeros": len(zeros), "models": len(hard), "top": top}),
        Note("jump-script-soft", {"zeros": len(zeros), "most": f"{max(zeros):.1f}", "best": best}),
    )


def _last_step() -> Note:
    """How much of the whole rise lies in the step to the largest model, under both markings."""
    points = marked("sums")

    def share(height: Callable[[Marked], float]) -> float:
        first, last, largest = (height(points[index]) for index in (0, -2, -1))
        return (largest - last) / (largest - first)

    values: Values = {
        "hard": as_percent(share(lambda point: point.hard.height)),
        "soft": as_percent(share(lambda point: point.soft.height)),
        "width": as_percent(share(lambda point: point.place)),
    }
    return Note("jump-sums-soft", values)


def _measured(picture: Picture) -> tuple[Sequence[ModelResult], Sequence[ModelResult]]:
    """Results under the hard and the smooth metric, of the same models in the same order."""
    task: TaskResults = results(SOURCES[picture])
    smooth = smooth_metric(task)
    assert smooth is not None
    chosen = [task.by_metric[metric] for metric in (hard_metric(task), smooth)]
    if picture == "word":
        chosen = [tuple(result for result in line if result.model == STEPPED) for line in chosen]
    return chosen[0], chosen[1]


def _sum(result: ModelResult) -> Marked:
    """Part marks of sums were never published: the digit's share, if digits were right independently of each other."""
    bounds = interval("exact", result)
    assert bounds is not None
    ends = [max(0.0, end) / 100 for end in (bounds.low, bounds.high)]
    share = result.value / 100
    return Marked(
        result, _place(result), Mark(share, *ends), Mark(share ** (1 / DIGITS), *(end ** (1 / DIGITS) for end in ends))
    )


def _place(result: ModelResult) -> float:
    return math.log10(result.parameters if result.step is None else max(result.step, 0.5))


def _by_loss(nats: float) -> float:
    return 1 - nats / WORST


def _by_points(bleu: float) -> float:
    return bleu / 100
