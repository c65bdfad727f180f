"""A budget's best split between parameters and tokens, which follows a slider."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.scaling.compute.budget import NAMED, Spent
from llm_viz.chapters.scaling.compute.runs import chinchilla_budget, measured_range
from llm_viz.chapters.scaling.parts.law import (
    STYLES,
    Axes,
    SurfacePayload,
    fit_strings,
    log_axis,
    surface_payload,
)
from llm_viz.facts.laws import Surface
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

_POWERS = (18.0, 27.0, 0.05)
"""Budgets as powers of ten: lowest, highest, step."""
_SIZES, _TOKENS = (3e7, 3e12), (1e9, 1e14)
"""Ends of the axes of the budget's picture."""
_EXAMPLES = 3
"""How many of the named models are examples of budgets."""
_PLAIN = ("budget", "examples", "splits", "best", "models", "optimum", "within", "alt")


class BudgetSettings(TypedDict):
    """The surface, and the budget as a power of ten."""

    fit: str
    power: float


class PowersPayload(TypedDict):
    """The slider of the budget."""

    low: float
    high: float
    step: float


class RangePayload(TypedDict):
    """From … to."""

    low: float
    high: float


class ExamplePayload(TypedDict):
    """A model's budget as a power of ten."""

    name: str
    power: float


class ModelPayload(TypedDict):
    """A model; `rank`: how soon its name is worth writing, from 0 on."""

    name: str
    parameters: float
    tokens: float
    rank: int | None
    hover: str


class BudgetPayload(TypedDict):
    """What `budget.js` gets; `measured`: operations of the smallest and of the largest run."""

    settings: BudgetSettings
    standard: BudgetSettings
    fits: dict[str, SurfacePayload]
    powers: PowersPayload
    measured: RangePayload
    examples: list[ExamplePayload]
    models: list[ModelPayload]
    axes: Axes
    strings: dict[str, str]


def budget_split(fits: Mapping[str, Surface], spent: Sequence[Spent], visit: Visit, t: Strings) -> None:
    """The best numbers of parameters and tokens for a budget that a slider moves, among the models of `spent`."""
    standard_fit, (low, high, step) = next(iter(fits)), _POWERS
    standard, (measured_low, measured_high) = _power(chinchilla_budget()), measured_range()
    payload: BudgetPayload = {
        "settings": {
            "fit": visit.param_choice("split", standard_fit, tuple(fits)),
            "power": visit.param_float("budget", standard, low, high),
        },
        "standard": {"fit": standard_fit, "power": standard},
        "fits": {name: surface_payload(surface) for name, surface in fits.items()},
        "powers": {"low": low, "high": high, "step": step},
        "measured": {"low": measured_low, "high": measured_high},
        "examples": [
            {"name": each.model.name, "power": _power(6 * each.parameters * each.tokens)}
            for each in spent
            if each.model.name in NAMED[:_EXAMPLES]
        ],
        "models": [_model(each, t) for each in spent],
        "axes": {"x": log_axis(t("axis-parameters"), *_SIZES), "y": log_axis(t("axis-tokens"), *_TOKENS)},
        "strings": {
            **{key: t(f"budget-{key}") for key in _PLAIN},
            **fit_strings(fits, t),
            "live": with_marks(t, "budget-live", "flop", "parameters", "tokens", "ratio", "loss"),
            "beyond": with_marks(t, "budget-beyond", "times"),
        },
    }
    part(__file__, styles=STYLES)("scaling-budget", payload)


def _model(spent: Spent, t: Strings) -> ModelPayload:
    name = spent.model.name
    return {
        "name": name,
        "parameters": spent.parameters,
        "tokens": spent.tokens,
        "rank": NAMED.index(name) if name in NAMED else None,
        "hover": t(
            "model-hover",
            name=name,
            parameters=large(round(spent.parameters), t.language),
            tokens=large(round(spent.tokens), t.language),
            ratio=f"{spent.ratio:,.1f}",
        ),
    }


def _power(flop: float) -> float:
    """The step of the budget's slider that is nearest to this budget."""
    low, _, step = _POWERS
    return round(low + round((math.log10(flop) - low) / step) * step, 6)
