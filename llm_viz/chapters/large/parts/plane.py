"""Published models by training tokens and parameters at work; a tap tells what is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import power_of_ten
from llm_viz.chapters.large.compute.models import RATIOS, RULE, on_the_plane, plane_confidence
from llm_viz.chapters.large.parts.models import OWN, marks_strings, said_of, short_name
from llm_viz.facts.models import PublishedModel
from llm_viz.kit.browser.part import part

_POWERS = range(18, 28, 2)
"""Powers of ten of the operations whose diagonals are drawn."""


class PlaneModelPayload(TypedDict):
    """A model; `tokens` is None where that is not disclosed; `named`: whether its name stands beside it."""

    name: str
    tokens: float | None
    active: float
    sure: str
    own: bool
    named: bool
    says: str


class DiagonalPayload(TypedDict):
    """Places that cost the same number of operations."""

    flop: float
    name: str


class PlanePayload(TypedDict):
    """What `plane.js` gets; `rule`: tokens for each parameter of the model that set the rule, if it is there."""

    models: list[PlaneModelPayload]
    diagonals: list[DiagonalPayload]
    rule: float | None
    told: str
    strings: dict[str, str]


def models_on_a_plane(models: Sequence[PublishedModel], told: str, t: Strings) -> None:
    """Show the picture; `told` is what it shows, before one model is chosen."""
    part(__file__, styles=("graph", "controls", "stage", "models"))("large-plane", plane_payload(models, told, t))


def plane_payload(models: Sequence[PublishedModel], told: str, t: Strings) -> PlanePayload:
    """The models that have a place: what works on each token is known of them."""
    known = on_the_plane(models)
    hidden = [model for model in models if model.parameters_per_token and not model.training_tokens]
    rule = next((model.tokens_per_parameter for model in known if model.name == RULE), None)
    return {
        "models": [_model(model, t) for model in (*known, *hidden)],
        "diagonals": [{"flop": 10.0**power, "name": f"{power_of_ten(power)} FLOP"} for power in _POWERS],
        "rule": rule,
        "told": told,
        "strings": {
            **marks_strings(t),
            "alt": t("plane-alt"),
            "axis_tokens": t("axis-tokens"),
            "axis_active": t("axis-active"),
            "rule": t("legend-rule", tokens=f"{rule or 0:.0f}"),
        },
    }


def _model(model: PublishedModel, t: Strings) -> PlaneModelPayload:
    return {
        "name": short_name(model),
        "tokens": model.training_tokens,
        "active": model.parameters_per_token or 1.0,
        "sure": plane_confidence(model),
        "own": model.name in OWN,
        "named": model.name in RATIOS,
        "says": said_of(model, t),
    }
