"""A task's published results: metric and axes are the visitor's, and the points glide from one to the other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.emergence.compute.metrics import (
    CHANCE,
    by_step,
    hard_metric,
    interval,
    line_to_show,
    place_of,
    series,
    smooth_metric,
)
from llm_viz.chapters.emergence.parts.metrics import ROOM, SCALES, STYLES, Ends, ends, plain_strings
from llm_viz.facts.emergence import SMOOTH, MetricKey, ModelResult, TaskResults
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

_HEIGHT = 290  # pixels


class EndsByScale(TypedDict):
    """An axis under both scales."""

    linear: Ends
    log: Ends


class FacePayload(TypedDict):
    """A metric: its names, its axis, the result of those who guess, and whether a result is 0."""

    label: str
    title: str
    percent: bool
    chance: float | None
    zero: bool
    axes: EndsByScale


class ResultPayload(TypedDict):
    """A result with its interval, if that is known, in the unit of the axis."""

    value: float
    low: float | None
    high: float | None


class PointPayload(TypedDict):
    """A model, or a step of one, with its result under each metric of the task."""

    x: float
    label: str
    hard: ResultPayload
    smooth: NotRequired[ResultPayload]


class LinePayload(TypedDict):
    """The results of one family of models."""

    name: str
    points: list[PointPayload]


class AcrossPayload(TypedDict):
    """The horizontal axis, and whether something stands at 0."""

    title: str
    zero: bool
    axes: EndsByScale


class PointsPayload(TypedDict):
    """What `points.js` gets; `highlight` is the name of the line that stands out at first."""

    faces: dict[str, FacePayload]
    lines: list[LinePayload]
    across: AcrossPayload
    highlight: str
    height: int
    settings: dict[str, str]
    strings: dict[str, str]


def published_points(results: TaskResults, visit: Visit, t: Strings, alt: str) -> None:
    """Show the results of a task; `alt` says what they show."""
    hard, smooth = hard_metric(results), smooth_metric(results)
    metrics = {"hard": hard} | ({} if smooth is None else {"smooth": smooth})
    payload: PointsPayload = {
        "faces": {name: _face(metric, results.by_metric[metric], t) for name, metric in metrics.items()},
        "lines": [
            {"name": name, "points": [_point(measured, metrics, results) for measured in line]}
            for name, line in series(results.by_metric[hard]).items()
        ],
        "across": _across(results, t),
        "highlight": line_to_show(results),
        "height": _HEIGHT,
        "settings": {
            "metric": visit.param_choice("metric", "hard", ("hard", "smooth")),
            "y": visit.param_choice("y", "linear", SCALES),
            "x": visit.param_choice("x", "log", SCALES),
        },
        "strings": plain_strings(
            t, "metric", "vertical", "horizontal", "linear", "log", "line", "hint", "numbers", "model", "interval",
            "no-interval", "chance",
        )
        | {"alt": alt},
    }  # fmt: skip
    part(__file__, styles=STYLES)("emergence-points", payload)


def _face(metric: MetricKey, measured: Sequence[ModelResult], t: Strings) -> FacePayload:
    values = [each.value / _unit(metric) for each in measured]
    positive = [value for value in values if value > 0]
    if metric == "cross-entropy":
        linear, log = ends(0.0, 1.05 * max(values)), ends(min(values) / 1.3, 1.3 * max(values))
    else:
        top = 100 / _unit(metric)
        linear, log = ends(0.0, top), ends(10 ** math.floor(math.log10(min(positive))) / 3, top)
    return {
        "label": t(f"metric-{metric}"),
        "title": t(f"axis-{metric}"),
        "percent": metric not in SMOOTH,
        "chance": CHANCE / 100 if metric == "choice" else None,
        "zero": min(values) == 0,
        "axes": {"linear": linear, "log": log},
    }


def _unit(metric: MetricKey) -> float:
    """What a result is divided by: shares are published as per cent."""
    return 1.0 if metric in SMOOTH else 100.0


def _point(measured: ModelResult, metrics: Mapping[str, MetricKey], results: TaskResults) -> PointPayload:
    found = {name: _result(measured, metric, results) for name, metric in metrics.items()}
    point: PointPayload = {"x": _place(measured, results), "label": place_of(measured), "hard": found["hard"]}
    if "smooth" in found:
        point["smooth"] = found["smooth"]
    return point


def _result(measured: ModelResult, metric: MetricKey, results: TaskResults) -> ResultPayload:
    """The result of the same model, at the same step, under a metric."""
    wanted = (measured.model, measured.step)
    same = next(other for other in results.by_metric[metric] if (other.model, other.step) == wanted)
    bounds, unit = interval(metric, same), _unit(metric)
    return {
        "value": same.value / unit,
        "low": None if bounds is None else bounds.low / unit,
        "high": None if bounds is None else bounds.high / unit,
    }


def _across(results: TaskResults, t: Strings) -> AcrossPayload:
    """Training steps, size, or compute where the models read different amounts of text."""
    places = [_place(measured, results) for measured in results.by_metric[hard_metric(results)]]
    zero = min(places) == 0
    low = 0.5 if zero else min(places) / ROOM
    kind = "step" if by_step(results) else "flop" if _by_compute(results) else "size"
    return {
        "title": t(f"axis-{kind}"),
        "zero": zero,
        "axes": {"log": ends(low, ROOM * max(places)), "linear": ends(0.0, 1.03 * max(places))},
    }


def _place(measured: ModelResult, results: TaskResults) -> float:
    if measured.step is not None:
        return measured.step
    return measured.flop if _by_compute(results) else measured.parameters


def _by_compute(results: TaskResults) -> bool:
    return len(series(results.by_metric[hard_metric(results)])) > 2
