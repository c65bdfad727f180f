"""From which computation on abilities were seen: its level rises under the hand, and reaches one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.emergence.parts.metrics import plain_strings
from llm_viz.facts.emergence import Threshold
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

_LOW, _HIGH = 19.6, 24.8
"""Ends of the axis, as powers of ten."""
_LEVEL = 23.0
"""Where the level stands at first: what small models reach lies below it."""


class AbilityPayload(TypedDict):
    """`Threshold`; `flop`: training computation, in operations."""

    name: str
    flop: float
    model: str


class ThresholdsPayload(TypedDict):
    """What `thresholds.js` gets; levels are powers of ten."""

    abilities: list[AbilityPayload]
    low: float
    high: float
    standard: float
    settings: dict[str, float]
    strings: dict[str, str]


def thresholds_picture(abilities: Sequence[Threshold], alt: str, visit: Visit, t: Strings) -> None:
    """The picture; `alt` says what it shows."""
    payload: ThresholdsPayload = {
        "abilities": [
            {"name": t(f"ability-{each.key}"), "flop": each.flop, "model": f"{each.model} {each.parameters}"}
            for each in abilities
        ],
        "low": _LOW,
        "high": _HIGH,
        "standard": _LEVEL,
        "settings": {"level": visit.param_float("level", _LEVEL, _LOW, _HIGH)},
        "strings": {
            **plain_strings(t, "thresholds-axis", "thresholds-mark", "thresholds-rule"),
            "alt": alt,
            "told": with_marks(t, "thresholds-told", "flop", "count", "all", "ability", "model"),
            "none": with_marks(t, "thresholds-none", "flop", "all"),
        },
    }
    part(__file__, styles=("stage",))("emergence-thresholds", payload)
