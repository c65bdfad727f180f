"""The pictures of chapter 9 that move: published points, the formula of the mirage, a live training."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
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
from llm_viz.chapters.emergence.compute.mirage import (
    DIGITS,
    FIRST,
    HALF_SIZES,
    MAX_LENGTH,
    SEEN,
    STEEPNESSES,
    Curve,
    additions,
    fitted,
)
from llm_viz.facts.emergence import SMOOTH, MetricKey, ModelResult, TaskResults
from llm_viz.kit.browser.graph import GRAPH_PARTS
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.visit import Visit
from llm_viz.training.copying import LENGTH, SIGNS, STEPS, CopyingReport

_HEIGHT = 430  # pixels
_PARTS = (*GRAPH_PARTS, "graph_controls")
_STYLES = ("graph", "controls")
_SCALES = ("linear", "log")
_ROOM = 1.6  # ratio of a logarithmic axis' ends to the last points


def published_points(results: TaskResults, visit: Visit, t: Strings) -> None:
    """A task's results: metric and axes are the visitor's, and the points glide from one to the other."""
    hard, smooth = hard_metric(results), smooth_metric(results)
    metrics = {"hard": hard} | ({} if smooth is None else {"smooth": smooth})
    component("emergence_points", _PARTS, _STYLES)(
        key="emergence-points",
        data={
            "faces": {name: _face(metric, results.by_metric[metric], t) for name, metric in metrics.items()},
            "lines": [
                {"name": name, "points": [_point(one, metrics, results) for one in line]}
                for name, line in series(results.by_metric[hard]).items()
            ],
            "across": _across(results, t),
            "highlight": line_to_show(results),
            "height": _HEIGHT,
            "settings": {
                "metric": visit.param_choice("metric", "hard", ("hard", "smooth")),
                "y": visit.param_choice("y", "linear", _SCALES),
                "x": visit.param_choice("x", "log", _SCALES),
            },
            "strings": _strings(
                t, "metric", "vertical", "horizontal", "linear", "log", "line", "hint", "numbers", "model", "interval",
                "no-interval", "chance",
            )
            | {"alt": t("points-alt", task=t(f"task-{results.key}"))},
        },
    )  # fmt: skip


def _face(metric: MetricKey, measured: Sequence[ModelResult], t: Strings) -> Payload:
    """One metric: its names and its axis under both scales."""
    unit = 1.0 if metric in SMOOTH else 100.0
    values = [one.value / unit for one in measured]
    positive = [value for value in values if value > 0]
    if metric == "cross-entropy":
        linear, log = (0.0, 1.05 * max(values)), (min(values) / 1.3, 1.3 * max(values))
    else:
        top = 100 / unit
        linear, log = (0.0, top), (10 ** math.floor(math.log10(min(positive))) / 3, top)
    return {
        "label": t(f"metric-{metric}"),
        "title": t(f"axis-{metric}"),
        "percent": metric not in SMOOTH,
        "chance": CHANCE / 100 if metric == "choice" else None,
        "zero": min(values) == 0,
        "axes": {"linear": _ends(linear), "log": _ends(log)},
    }


def _point(one: ModelResult, metrics: Mapping[str, MetricKey], results: TaskResults) -> Payload:
    """A model, or a step of one, with its result under each metric."""
    point: Payload = {
        "x": _place(one, results),
        "label": place_of(one),
    }
    for name, metric in metrics.items():
        unit = 1.0 if metric in SMOOTH else 100.0
        same = next(other for other in results.by_metric[metric] if (other.model, other.step) == (one.model, one.step))
        bounds = interval(metric, same)
        point[name] = {
            "value": same.value / unit,
            "low": None if bounds is None else bounds.low / unit,
            "high": None if bounds is None else bounds.high / unit,
        }
    return point


def _across(results: TaskResults, t: Strings) -> Payload:
    """The horizontal axis: training steps, size, or compute where the models read different amounts of text."""
    measured = results.by_metric[hard_metric(results)]
    places = [_place(one, results) for one in measured]
    zero = min(places) == 0
    low = 0.5 if zero else min(places) / _ROOM
    kind = "step" if by_step(results) else "flop" if _by_compute(results) else "size"
    return {
        "title": t(f"axis-{kind}"),
        "zero": zero,
        "axes": {"log": _ends((low, _ROOM * max(places))), "linear": _ends((0.0, 1.03 * max(places)))},
    }


def _place(one: ModelResult, results: TaskResults) -> float:
    if one.step is not None:
        return one.step
    return one.flop if _by_compute(results) else one.parameters


def _by_compute(results: TaskResults) -> bool:
    return len(series(results.by_metric[hard_metric(results)])) > 2


def mirage_dials(visit: Visit, t: Strings) -> None:
    """pⁿ under three sliders, beside GPT-3's additions."""
    measured = additions()
    start = fitted(FIRST)
    defaults = {"digits": FIRST, "length": FIRST, "half": start.half_size, "steep": start.steepness, "scale": "linear"}
    component("emergence_mirage", _PARTS, _STYLES)(
        key="emergence-mirage",
        data={
            "tasks": {str(digits): [_addition(one) for one in line] for digits, line in measured.items()},
            "fits": {str(digits): _curve(fitted(digits)) for digits in DIGITS} | {"all": _curve(fitted(None))},
            "limits": {"length": MAX_LENGTH, "half": HALF_SIZES, "steep": STEEPNESSES},
            "axes": {
                "x": _ends(_sizes(measured[FIRST])) | {"title": t("axis-size")},
                "y": _ends((1e-4, 1.0)) | _percent(t("axis-exact")),
            },
            "height": _HEIGHT,
            "defaults": defaults,
            "settings": {
                "digits": int(visit.param_choice("digits", str(FIRST), [str(digits) for digits in DIGITS])),
                "length": visit.param_int("n", FIRST, 1, MAX_LENGTH),
                "half": visit.param_float("h", start.half_size, *HALF_SIZES),
                "steep": visit.param_float("a", start.steepness, *STEEPNESSES),
                "scale": visit.param_choice("scale", "linear", _SCALES),
            },
            "strings": _strings(
                t, "digits", "vertical", "linear", "log", "length", "half", "steep", "fit", "fit-these", "fit-all",
                "line-digit", "line-answer", "line-data",
            )
            | {"alt": t("mirage-alt")}
            | _marked(t, "live", "mirage-live", "model", "digit", "length", "answer", "measured", "distance"),
        },
    )  # fmt: skip


def _addition(one: ModelResult) -> Payload:
    bounds = interval("exact", one)
    low, high = (one.value, one.value) if bounds is None else (bounds.low, bounds.high)
    return {
        "size": one.parameters,
        "value": one.value / 100,
        "low": low / 100,
        "high": high / 100,
        "label": one.model,
        "read": one.model == SEEN,
    }


def _curve(curve: Curve) -> Payload:
    return {"half": curve.half_size, "steep": curve.steepness}


def _sizes(measured: Iterable[ModelResult]) -> tuple[float, float]:
    sizes = [one.parameters for one in measured]
    return min(sizes) / _ROOM, _ROOM * max(sizes)


def copying_picture(reports: Sequence[CopyingReport], visit: Visit, t: Strings) -> None:
    """The marks so far, under the hard and the smooth metric."""
    component("emergence_copying", _PARTS, _STYLES)(
        key="emergence-copying",
        data={
            "reports": [
                {
                    "step": one.step,
                    "exact": one.copied.exact,
                    "probability": one.copied.probability,
                    "control": one.control.exact,
                }
                for one in reports
            ],
            "length": LENGTH,
            "chance": 1 / SIGNS,
            "axes": {
                "x": _ends((0, STEPS)) | {"title": t("axis-step")},
                "y": _ends((1e-3, 1.0)) | _percent(t("axis-copying")),
            },
            "height": _HEIGHT,
            "settings": {
                "signs": visit.param_int("signs", LENGTH, 1, LENGTH),
                "scale": visit.param_choice("copying", "linear", _SCALES),
            },
            "strings": _strings(t, "vertical", "linear", "log", "signs", "line-smooth", "line-control", "line-chance")
            | {"alt": t("copying-alt", parameters=large(reports[-1].parameters))}
            | _marked(t, "line_hard", "line-hard", "signs")
            | _marked(t, "live", "copying-live", "step", "signs", "exact", "probability", "control"),
        },
    )


def _ends(pair: tuple[float, float]) -> Payload:
    return {"low": pair[0], "high": pair[1]}


def _percent(title: str) -> Payload:
    return {"title": title, "percent": True}


def _strings(t: Strings, *keys: str) -> Payload:
    return {key.replace("-", "_"): t(key) for key in keys}


def _marked(t: Strings, name: str, key: str, *marks: str) -> Payload:
    """A message whose values the browser fills in, with their marks in it."""
    return {name: t(key, **{mark: f"{{{mark}}}" for mark in marks})}
