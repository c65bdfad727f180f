"""A small and a large model that write beside each other, as fast as the fastest machine's memory allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.part import part

KEY = "limits_speed-race"
_SECONDS = 3


class LanePayload(TypedDict):
    """A model and its tokens a second."""

    name: str
    rate: float


class RacePayload(TypedDict):
    """What `race.js` gets; `seconds`: how long the models write."""

    lanes: list[LanePayload]
    seconds: int
    strings: dict[str, str]


def race(rates: Mapping[str, float], t: Strings) -> None:
    """Show the models; `rates`: tokens a second by the model's name."""
    payload: RacePayload = {
        "lanes": [{"name": name, "rate": rate} for name, rate in rates.items()],
        "seconds": _SECONDS,
        "strings": {
            "again": t("race-again"),
            "alt": t("race-alt", seconds=_SECONDS),
            "tokens": t("race-tokens", count="{count}"),
        },
    }
    part(__file__, styles=("stage",))(KEY, payload)
