"""Sliders and what follows from them, live while they are dragged (`calculator_math.js`)."""

from __future__ import annotations

from collections.abc import Mapping

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.compute.calculator import Calculator, Choice, Knob, Result

_UNITS = (
    "hours", "money", "price", "grid", "rate", "years", "days", "hours-long", "minutes", "seconds", "milliseconds",
)  # fmt: skip


def calculator(described: Calculator, settings: Mapping[str, float], t: Strings) -> None:
    """Show a calculator. `settings`: the knobs at first; from then on the sliders are the truth.

    Names are the messages `knob-…`, `choice-…`, `option-…` and `result-…` of the chapter, units `unit-…`.
    """
    component("calculator", ("calculator_math",))(
        key=f"calculator-{described.name}",
        data={
            "name": described.name,
            "knobs": [_knob(knob, t) for knob in described.knobs],
            "choices": [_choice(choice, t) for choice in described.choices],
            "steps": [
                {
                    "name": step.name,
                    "least": step.least,
                    "terms": [{"factor": term.factor, "powers": dict(term.powers)} for term in step.terms],
                }
                for step in described.steps
            ],
            "results": [_result(result, t) for result in described.results],
            "part_labels": {part: t(f"result-{part}") for result in described.results for part in result.parts},
            "defaults": described.defaults,
            "settings": {**described.defaults, **settings},
            "strings": {f"unit_{unit.replace('-', '_')}": t(f"unit-{unit}", value="{value}") for unit in _UNITS}
            | {"own": t("own-values"), "yours": t("yours")},
        },
    )


def _knob(knob: Knob, t: Strings) -> Payload:
    return {
        "name": knob.name,
        "label": t(f"knob-{knob.name}") if knob.slider else "",
        "low": knob.low,
        "high": knob.high,
        "unit": knob.unit,
        "logarithmic": knob.logarithmic,
        "slider": knob.slider,
        "source": t("default-from", source=knob.source.citation) if knob.source else None,
    }


def _choice(choice: Choice, t: Strings) -> Payload:
    options = [
        {"label": option.label or t(f"option-{option.key}"), "settings": dict(option.settings)}
        for option in choice.options
    ]
    return {"name": choice.name, "label": t(f"choice-{choice.name}"), "options": options}


def _result(result: Result, t: Strings) -> Payload:
    return {
        "name": result.name,
        "label": t(f"result-{result.name}"),
        "unit": result.unit,
        "parts": result.parts,
        "references": [
            {
                "label": one.label,
                "value": one.value,
                "source": f"{one.source.citation} · {t('confidence', level=t(f'confidence-{one.source.confidence}'))}",
            }
            for one in result.references
        ],
    }
