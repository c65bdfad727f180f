"""What the visitor sets in this chapter: one object for the pictures of all its acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from llm_viz.chapters.sampling.compute.texts import COUNTS, LENGTHS, SamplingSettings
from llm_viz.engine.protocol.generation import Sampling

KEY = "sampler"
"""The widget key of the picture of whichever act is shown: by it the browser keeps the settings (`streamlit.js`), so
that a dial stands where it was left in another act.
"""


class FiltersPayload(TypedDict):
    """How a token is drawn."""

    temperature: float
    top_k: int
    top_p: float
    min_p: float
    seed: int


class SettingsPayload(FiltersPayload):
    """And how many texts of how many tokens are to be drawn."""

    count: int
    length: int


def filters_payload(sampling: Sampling) -> FiltersPayload:
    """How a token is drawn, for the browser."""
    return {
        "temperature": sampling.temperature,
        "top_k": sampling.top_k,
        "top_p": sampling.top_p,
        "min_p": sampling.min_p,
        "seed": sampling.seed,
    }


def settings_payload(settings: SamplingSettings) -> SettingsPayload:
    """The settings for the browser."""
    return {**filters_payload(settings.sampling), "count": settings.count, "length": settings.length}


def parse_settings(sent: object) -> SamplingSettings | None:
    """The settings that the browser sent; None if they are none. The engine refuses filters out of their range."""
    if not isinstance(sent, Mapping):
        return None
    try:
        settings = SamplingSettings(
            Sampling(
                temperature=float(sent["temperature"]),
                top_k=int(sent["top_k"]),
                top_p=float(sent["top_p"]),
                min_p=float(sent["min_p"]),
                seed=int(sent["seed"]),
            ),
            count=int(sent["count"]),
            length=int(sent["length"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return settings if settings.count in COUNTS and settings.length in LENGTHS else None
