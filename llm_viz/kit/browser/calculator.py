"""Sliders and what follows from them, live while they are dragged (`calculator_math.js`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import with_units
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute.calculator import Axis, Calculator, Choice, Knob, Option, Result, Step, Unit
from llm_viz.kit.visit import Visit

_DURATIONS = ("years", "days", "hours-long", "minutes", "seconds", "milliseconds")
_SENTENCES: Mapping[Unit, tuple[str, ...]] = {
    "days": _DURATIONS,
    "seconds": _DURATIONS,
    "hours": ("hours",),
    "money": ("money",),
    "price": ("price",),
    "grid": ("grid",),
    "rate": ("rate",),
}
"""The messages `unit-…` that a unit is written with."""


class KnobPayload(TypedDict):
    """A `Knob` with its name in the visitor's language."""

    name: str
    label: str
    low: float
    high: float
    unit: Unit
    logarithmic: bool
    digits: int
    step: float
    slider: bool
    source: str | None


class OptionPayload(TypedDict):
    """Knobs and the values that an option sets them to."""

    label: str
    settings: dict[str, float]


class ChoicePayload(TypedDict):
    """A `Choice`."""

    name: str
    label: str
    options: list[OptionPayload]


class TermPayload(TypedDict):
    """A `Term`."""

    factor: float
    powers: dict[str, int]


class StepPayload(TypedDict):
    """A `Step`."""

    name: str
    least: bool
    terms: list[TermPayload]


class ReferencePayload(TypedDict):
    """A `Reference`, its source as a text."""

    label: str
    value: float
    source: str


class PartPayload(TypedDict):
    """One of the steps that a result is the sum of."""

    name: str
    label: str


class ResultPayload(TypedDict):
    """A `Result`."""

    name: str
    label: str
    unit: Unit
    parts: list[PartPayload]
    references: list[ReferencePayload]


class MarkPayload(TypedDict):
    """A `Mark`."""

    label: str
    value: float
    line: bool


class AxisPayload(TypedDict):
    """An `Axis`; `working` is the sentence above it, with a mark for each knob and result."""

    label: str
    working: str
    low: float
    high: float
    shown: list[str]
    marks: list[MarkPayload]


class CalculatorPayload(TypedDict):
    """What `calculator.js` draws; `sentences`: units that no symbol says, `words`: what else it writes."""

    name: str
    knobs: list[KnobPayload]
    choices: list[ChoicePayload]
    presets: list[OptionPayload]
    steps: list[StepPayload]
    results: list[ResultPayload]
    axis: AxisPayload | None
    defaults: dict[str, float]
    settings: dict[str, float]
    sentences: dict[str, str]
    words: dict[str, str]


def calculator(
    described: Calculator, visit: Visit, t: Strings, axis: Axis | None = None, presets: Sequence[Option] = ()
) -> None:
    """Show a calculator. Its knobs begin as the address has them (`<calculator>_<knob>`), else at their defaults.

    axis: where results stand among known figures; without it each result has bars of its own.
    presets: settings worth trying, as buttons with their labels.
    Messages of the chapter: `knob-<name>`, `choice-<name>`, `option-<key>`, `result-<name>` and `unit-<unit>`; with an
    axis also `<calculator>-axis` and `<calculator>-working` (values: all knobs and results).
    """
    payload: CalculatorPayload = {
        "name": described.name,
        "knobs": [_knob(knob, t) for knob in described.knobs],
        "choices": [_choice(choice, t) for choice in described.choices],
        "presets": [_option(preset, t) for preset in presets],
        "steps": [_step(step) for step in described.steps],
        "results": [_result(result, t) for result in described.results],
        "axis": _axis(axis, described, t) if axis else None,
        "defaults": described.defaults,
        "settings": _settings(described, visit),
        "sentences": _sentences(described, t),
        "words": {"own": t("own-values"), "yours": t("yours"), "scale": t("rows-scale")} if axis is None else {},
    }
    part(__file__)(f"calculator-{described.name}", payload)


def _settings(described: Calculator, visit: Visit) -> dict[str, float]:
    return {
        knob.name: visit.param_float(f"{described.name}_{knob.name}", knob.default, knob.low, knob.high)
        for knob in described.knobs
    }


def _sentences(described: Calculator, t: Strings) -> dict[str, str]:
    units = {knob.unit for knob in described.knobs} | {result.unit for result in described.results}
    names = sorted({name for unit in units for name in _SENTENCES.get(unit, ())})
    return {f"unit_{name.replace('-', '_')}": t(f"unit-{name}", value="{value}") for name in names}


def _knob(knob: Knob, t: Strings) -> KnobPayload:
    return {
        "name": knob.name,
        "label": t(f"knob-{knob.name}") if knob.slider else "",
        "low": knob.low,
        "high": knob.high,
        "unit": knob.unit,
        "logarithmic": knob.logarithmic,
        "digits": knob.digits,
        "step": (knob.high - knob.low) / 100 if knob.step is None else knob.step,
        "slider": knob.slider,
        "source": t("default-from", source=knob.source.citation) if knob.source else None,
    }


def _option(option: Option, t: Strings) -> OptionPayload:
    return {"label": option.label or t(f"option-{option.key}"), "settings": dict(option.settings)}


def _choice(choice: Choice, t: Strings) -> ChoicePayload:
    options = [_option(option, t) for option in choice.options]
    return {"name": choice.name, "label": t(f"choice-{choice.name}"), "options": options}


def _step(step: Step) -> StepPayload:
    terms: list[TermPayload] = [{"factor": term.factor, "powers": dict(term.powers)} for term in step.terms]
    return {"name": step.name, "least": step.least, "terms": terms}


def _result(result: Result, t: Strings) -> ResultPayload:
    return {
        "name": result.name,
        "label": t(f"result-{result.name}"),
        "unit": result.unit,
        "parts": [{"name": name, "label": t(f"result-{name}")} for name in result.parts],
        "references": [
            {
                "label": reference.label,
                "value": reference.value,
                "source": f"{with_units(reference.source.citation)} · "
                f"{t('confidence', level=t(f'confidence-{reference.source.confidence}'))}",
            }
            for reference in result.references
        ],
    }


def _axis(axis: Axis, described: Calculator, t: Strings) -> AxisPayload:
    names = [*(knob.name for knob in described.knobs), *(result.name for result in described.results)]
    return {
        "label": t(f"{described.name}-axis"),
        "working": t(f"{described.name}-working", **{name: f"{{{name}}}" for name in names}),
        "low": axis.low,
        "high": axis.high,
        "shown": list(axis.shown),
        "marks": [{"label": mark.label, "value": mark.value, "line": mark.line} for mark in axis.marks],
    }
