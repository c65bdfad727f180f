"""What moves under the visitor's hand in chapter 8: the 245 runs with a surface, and a budget's best split."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.scaling.compute.budget import NAMED, Spent
from llm_viz.chapters.scaling.compute.numbers import rounded
from llm_viz.chapters.scaling.compute.refit import OUTLIERS, without_outliers
from llm_viz.chapters.scaling.compute.runs import Group, chinchilla_budget, measured_range
from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import Surface
from llm_viz.kit.browser.graph import GRAPH_PARTS, Colour
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.visit import Visit

_PARTS = ("figures", *GRAPH_PARTS, "graph_controls", "scaling_law")
_STYLES = ("graph", "controls")
_HEIGHT = 440  # pixels
_COLOURS: tuple[Colour, ...] = ("first", "second", "third", "fourth")
_LIMITS = {
    "E": (1.0, 2.2, False),
    "A": (10.0, 1e5, True),
    "B": (10.0, 1e6, True),
    "alpha": (0.1, 0.7, False),
    "beta": (0.1, 0.7, False),
}
"""Where the sliders of the surface end, and whether equal steps are equal ratios."""
_POWERS = (18.0, 27.0, 0.05)
"""Budgets as powers of ten: lowest, highest, step."""
_SIZES, _TOKENS = (3e7, 3e12), (1e9, 1e14)
"""Ends of the axes of the budget's picture."""
_TO_THE_LEFT = frozenset({"GPT-3 175B", "Llama 3.1 405B"})
"""Models whose names stand to the left of their points, out of each other's way."""


def runs_with_surface(groups: Sequence[Group], fits: Mapping[str, Surface], visit: Visit, t: Strings) -> None:
    """The runs as points, a surface of `fits` (the first to begin with) as curves, its five numbers as sliders."""
    standard = asdict(next(iter(fits.values())))
    flop = [run.flop for group in groups for run in group.runs]
    component("scaling_runs", _PARTS, _STYLES)(
        key="scaling-runs",
        data={
            "settings": {
                name: visit.param_float(name, standard[name], low, high) for name, (low, high, _) in _LIMITS.items()
            },
            "fits": {name: asdict(surface) for name, surface in fits.items()},
            "limits": {name: {"low": low, "high": high, "log": log} for name, (low, high, log) in _LIMITS.items()},
            "groups": [_group(group, colour, t) for group, colour in zip(groups, _COLOURS, strict=True)],
            "axes": {
                "x": _axis(t("axis-flop"), min(flop) / 1.3, max(flop) * 1.3),
                "y": _axis(t("axis-loss"), 2.0, 5.2),
            },
            "budget": chinchilla_budget(),
            "height": _HEIGHT,
            "strings": {
                **{name: t(f"slider-{name}") for name in _LIMITS},
                **_fit_names(fits, t),
                "fits": t("fits"),
                "alt": t("runs-alt"),
                "left_out": t("left-out", count=OUTLIERS),
                "live": t("runs-live", **_marks("error", "floor", "ratio")),
            },
        },
    )


def budget_split(fits: Mapping[str, Surface], spent: Sequence[Spent], visit: Visit, t: Strings) -> None:
    """The best numbers of parameters and tokens for a budget that a slider moves, among the models of `spent`."""
    standard_fit, (low, high, step) = next(iter(fits)), _POWERS
    standard = _power(chinchilla_budget())
    component("scaling_budget", _PARTS, _STYLES)(
        key="scaling-budget",
        data={
            "settings": {
                "fit": visit.param_choice("split", standard_fit, tuple(fits)),
                "power": visit.param_float("budget", standard, low, high),
            },
            "standard": {"fit": standard_fit, "power": standard},
            "fits": {name: asdict(surface) for name, surface in fits.items()},
            "powers": {"low": low, "high": high, "step": step},
            "measured": dict(zip(("low", "high"), measured_range(), strict=True)),
            "examples": [
                {"name": one.model.name, "power": _power(6 * one.parameters * one.tokens)}
                for one in spent
                if one.model.name in NAMED[:3]
            ],
            "models": [_model(one, t) for one in spent],
            "axes": {"x": _axis(t("axis-parameters"), *_SIZES), "y": _axis(t("axis-tokens"), *_TOKENS)},
            "height": _HEIGHT,
            "strings": {
                **{
                    key: t(f"budget-{key}")
                    for key in ("budget", "examples", "splits", "best", "models", "optimum", "within", "alt")
                },
                **_fit_names(fits, t),
                "fits": t("fits"),
                "live": t("budget-live", **_marks("flop", "parameters", "tokens", "ratio", "loss")),
                "beyond": t("budget-beyond", **_marks("times")),
            },
        },
    )


def _group(group: Group, colour: Colour, t: Strings) -> Payload:
    flop = [run.flop for run in group.runs]
    return {
        "name": t("size-curve", parameters=rounded(group.size)),
        "colour": colour,
        "size": group.size,
        "low": min(flop),
        "high": max(flop),
        "runs": [_run(run, t) for run in group.runs],
    }


def _run(run: ChinchillaRun, t: Strings) -> Payload:
    hover = t(
        "run-hover",
        parameters=large(round(run.parameters)),
        tokens=large(round(run.tokens)),
        loss=f"{run.loss:.3f}",
    )
    kept = run in without_outliers(chinchilla_runs())
    return {"parameters": run.parameters, "flop": run.flop, "loss": run.loss, "kept": kept, "hover": hover}


def _model(one: Spent, t: Strings) -> Payload:
    name = one.model.name
    return {
        "name": name,
        "parameters": one.parameters,
        "tokens": one.tokens,
        "rank": NAMED.index(name) if name in NAMED else None,
        "left": name in _TO_THE_LEFT,
        "hover": t(
            "model-hover",
            name=name,
            parameters=large(round(one.parameters)),
            tokens=large(round(one.tokens)),
            ratio=f"{one.ratio:,.1f}",
        ),
    }


def _power(flop: float) -> float:
    """The step of the budget's slider that is nearest to this budget."""
    low, _, step = _POWERS
    return round(low + round((math.log10(flop) - low) / step) * step, 6)


def _axis(title: str, low: float, high: float) -> Payload:
    return {"title": title, "log": True, "percent": False, "low": low, "high": high}


def _fit_names(fits: Mapping[str, Surface], t: Strings) -> dict[str, str]:
    return {f"fit_{name}": t(f"fit-{name.replace('_', '-')}") for name in fits}


def _marks(*names: str) -> dict[str, str]:
    """Values for a message that leave its marks in place: the browser fills them in."""
    return {name: f"{{{name}}}" for name in names}
