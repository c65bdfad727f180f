"""Published models by date and by one of three sizes; a tap tells what is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.large.compute.models import (
    EMBEDDED,
    LANDMARKS,
    MEASURES,
    SECRETS,
    Measure,
    comparable,
    confidence_of,
    known_of,
    model_notes,
    value_of,
)
from llm_viz.facts.models import PublishedModel
from llm_viz.facts.source import CONFIDENCES
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

OWN = frozenset(EMBEDDED.values())
"""Models that run in this app."""
_NARROW = frozenset({"GPT-3 175B", "GPT-4", "Kimi K3 (MoE)", "SmolLM2-135M"})
"""Those with their names beside them on a phone."""


class DotPayload(TypedDict):
    """A model by one measure. `value` is None where it is not disclosed; `active`: parameters at work on each token."""

    index: int
    value: float | None
    active: float | None
    sure: str


class MeasurePayload(TypedDict):
    """The models that can be compared by a measure, and what they show."""

    axis: str
    alt: str
    told: str
    dots: list[DotPayload]


class ModelPayload(TypedDict):
    """A published model; `named`: whether its name stands beside it (2: on a phone too)."""

    name: str
    year: float
    own: bool
    named: int
    says: str


class ModelsPayload(TypedDict):
    """What `models.js` gets; `loaded`: parameters of the model that is loaded here, if it can be used."""

    models: list[ModelPayload]
    measures: dict[str, MeasurePayload]
    loaded: float | None
    settings: dict[str, str]
    strings: dict[str, str]


def models_by_date(models: Sequence[PublishedModel], loaded: float | None, visit: Visit, t: Strings) -> None:
    """The picture by all measures; which one is shown is chosen in the browser."""
    ordered = sorted(models, key=lambda model: model.year)
    payload: ModelsPayload = {
        "models": [_model(model, t) for model in ordered],
        "measures": {str(measure): _measure(ordered, measure, t) for measure in MEASURES},
        "loaded": loaded,
        "settings": {"measure": visit.param_choice("measure", MEASURES[0], MEASURES)},
        "strings": {
            "measure": t("measure"),
            **{f"measure_{measure}": t(f"measure-{measure}") for measure in MEASURES},
            **marks_strings(t),
            "loaded": t("loaded-here"),
            "active": t("legend-active"),
        },
    }
    part(__file__, styles=("graph", "controls", "stage"))("large-models", payload)


def _measure(models: Sequence[PublishedModel], measure: Measure, t: Strings) -> MeasurePayload:
    shown = comparable(models, measure)
    note = model_notes(shown, measure)[0]
    return {
        "axis": t(f"axis-{measure}"),
        "alt": t("timeline-alt", measure=t(f"measure-{measure}"), models=len(shown)),
        "told": t(note.key, **note.values),
        "dots": [
            {
                "index": models.index(model),
                "value": value_of(model, measure),
                "active": model.active_parameters if measure == "parameters" else None,
                "sure": confidence_of(model, measure),
            }
            for model in shown
        ],
    }


def _model(model: PublishedModel, t: Strings) -> ModelPayload:
    named = model.name in LANDMARKS | SECRETS
    return {
        "name": short_name(model),
        "year": model.year,
        "own": model.name in OWN,
        "named": 2 if model.name in _NARROW else int(named),
        "says": said_of(model, t),
    }


def short_name(model: PublishedModel) -> str:
    """Its name as it stands beside its mark."""
    return model.name.replace(" (MoE)", "").replace(" (1.5B)", "")


def said_of(model: PublishedModel, t: Strings) -> str:
    """Everything known of a model."""
    return " · ".join((f"{model.name} ({model.organisation}, {model.published})", *known_of(model, t)))


def marks_strings(t: Strings) -> dict[str, str]:
    """What the kinds of marks mean, for `model_marks.js`, and how one asks about a model."""
    levels = {f"level_{level}": t("legend-confidence", level=t(f"level-{level}")) for level in CONFIDENCES}
    return {**levels, "hidden": t("not-disclosed"), "tap": t("models-tap")}
