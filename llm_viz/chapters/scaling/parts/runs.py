"""The 245 runs with a surface, whose five numbers move under the visitor's hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.scaling.compute.numbers import rounded
from llm_viz.chapters.scaling.compute.refit import OUTLIERS, without_outliers
from llm_viz.chapters.scaling.compute.runs import Group, chinchilla_budget
from llm_viz.chapters.scaling.parts.law import (
    STYLES,
    Axes,
    SurfacePayload,
    fit_strings,
    log_axis,
    surface_payload,
)
from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import Surface
from llm_viz.kit.browser.graph import Colour
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

_COLOURS: tuple[Colour, ...] = ("first", "second", "third", "fourth")
_LIMITS = {
    "E": (1.0, 2.2, False),
    "A": (10.0, 1e5, True),
    "B": (10.0, 1e6, True),
    "alpha": (0.1, 0.7, False),
    "beta": (0.1, 0.7, False),
}
"""Where the sliders of the surface end, and whether equal steps are equal ratios."""
_BENT = {"E": 1.3, "alpha": 0.28}
"""Two numbers that are clearly off: the curves leave the runs, and stay in the picture."""


class RunPayload(TypedDict):
    """A run; `kept`: the fits do not leave it out."""

    parameters: float
    flop: float
    loss: float
    kept: bool
    hover: str


class GroupPayload(TypedDict):
    """Runs of models of about one size, and the fewest and the most operations of one of them."""

    name: str
    colour: Colour
    size: float
    low: float
    high: float
    runs: list[RunPayload]


class LimitsPayload(TypedDict):
    """Where a slider ends, and whether equal steps are equal ratios."""

    low: float
    high: float
    log: bool


class RunsPayload(TypedDict):
    """What `runs.js` gets; `budget`: operations whose best ratio is told; `bent`: numbers to put right."""

    settings: dict[str, float]
    fits: dict[str, SurfacePayload]
    limits: dict[str, LimitsPayload]
    groups: list[GroupPayload]
    axes: Axes
    budget: float
    bent: SurfacePayload
    strings: dict[str, str]


def runs_with_surface(groups: Sequence[Group], fits: Mapping[str, Surface], visit: Visit, t: Strings) -> None:
    """The runs as points, a surface of `fits` (the first to begin with) as curves, its five numbers as sliders."""
    standard = next(iter(fits.values()))
    flop = [run.flop for group in groups for run in group.runs]
    payload: RunsPayload = {
        "settings": {
            name: visit.param_float(name, getattr(standard, name), low, high)
            for name, (low, high, _) in _LIMITS.items()
        },
        "fits": {name: surface_payload(surface) for name, surface in fits.items()},
        "limits": {name: {"low": low, "high": high, "log": log} for name, (low, high, log) in _LIMITS.items()},
        "groups": [_group(group, colour, t) for group, colour in zip(groups, _COLOURS, strict=True)],
        "axes": {
            "x": log_axis(t("axis-flop"), min(flop) / 1.3, max(flop) * 1.3),
            "y": log_axis(t("axis-loss"), 2.0, 5.2),
        },
        "budget": chinchilla_budget(),
        "bent": surface_payload(replace(standard, **_BENT)),
        "strings": {
            **{name: t(f"slider-{name}") for name in _LIMITS},
            **fit_strings(fits, t),
            "alt": t("runs-alt"),
            "bend": t("runs-bend"),
            "left_out": t("left-out", count=OUTLIERS),
            "live": with_marks(t, "runs-live", "error", "floor", "ratio"),
            "far_off": with_marks(t, "runs-far-off", "error", "best"),
        },
    }
    part(__file__, styles=STYLES)("scaling-runs", payload)


def _group(group: Group, colour: Colour, t: Strings) -> GroupPayload:
    flop = [run.flop for run in group.runs]
    return {
        "name": t("size-curve", parameters=rounded(group.size, t.language)),
        "colour": colour,
        "size": group.size,
        "low": min(flop),
        "high": max(flop),
        "runs": [_run(run, t) for run in group.runs],
    }


def _run(run: ChinchillaRun, t: Strings) -> RunPayload:
    hover = t(
        "run-hover",
        parameters=large(round(run.parameters), t.language),
        tokens=large(round(run.tokens), t.language),
        loss=f"{run.loss:.3f}",
    )
    kept = run in without_outliers(chinchilla_runs())
    return {"parameters": run.parameters, "flop": run.flop, "loss": run.loss, "kept": kept, "hover": hover}
