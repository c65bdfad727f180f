"""The four knobs of sampling over exact logits, with the button that asks the server for texts.

The filters are computed in the browser (`sampling_math.js`), so that the picture follows the sliders while they move.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.sampling.compute.distribution import LISTED
from llm_viz.chapters.sampling.compute.texts import COUNTS, LENGTHS, MAX_SEED, SamplingSettings
from llm_viz.chapters.sampling.parts.draw_settings import KEY, SettingsPayload, parse_settings, settings_payload
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, candidate_payload
from llm_viz.kit.compute.predictions import MAX_TEMPERATURE

_REQUESTED = "sampler-requested"
_FEW, _MANY = 8, 50
"""Rows shown at first, and after the visitor asked for more."""
_STRINGS = (
    "temperature", "temperature-help", "top-k", "top-k-help", "top-p", "top-p-help", "min-p", "min-p-help", "off",
    "recipes", "recipe-plain", "recipe-greedy", "recipe-focused", "recipe-wild", "recipe-tamed",
    "table", "numbers", "dial-others", "token", "left",
    "column-raw", "column-heat", "column-k", "column-p", "column-m", "column-final",
    "cut-k", "cut-p", "cut-m", "more", "fewer", "exact", "draw", "count", "length", "seed", "mass", "entropy",
    "worked", "worked-sum", "worked-greedy",
)  # fmt: skip
_MARKED = {
    "removed": ("share",),
    "live": ("token", "share", "others"),
    "always": ("token",),
    "kept": ("total",),
    "others": ("count",),
    "bounded": ("error", "listed"),
    "approximate": ("error", "listed"),
    "order": ("count", "length", "seed"),
}
"""Messages whose values the browser fills in, with the names of their marks."""


class RestPayload(TypedDict):
    """The tokens that are not listed, as a histogram of their logits, best first."""

    counts: list[int]
    means: list[float]
    width: float


class SamplerPayload(TypedDict):
    """What `sampler.js` draws; it says what each value is."""

    tokens: list[CandidatePayload]
    few: int
    logits: list[float]
    rest: RestPayload
    entropy: float
    vocabulary: int
    stops: Sequence[int]
    counts: Sequence[int]
    lengths: Sequence[int]
    max_seed: int
    max_temperature: float
    defaults: SettingsPayload
    settings: SettingsPayload
    drawn: SettingsPayload | None
    opened: dict[str, bool]
    strings: dict[str, str]


def sampler(
    t: Strings,
    distribution: Distribution,
    start: SamplingSettings,
    drawn: SamplingSettings | None,
    opened: dict[str, bool],
) -> None:
    """Show the distribution under the four filters.

    `start` are the settings at first; from then on the sliders are the truth. `drawn` is what the texts on the page
    were drawn with. `opened`: whether the table (`numbers`) and more of its rows (`many`) are open at first.
    """
    payload: SamplerPayload = {
        "tokens": [candidate_payload(candidate) for candidate in distribution.candidates[:_MANY]],
        "few": _FEW,
        "logits": [candidate.logit for candidate in distribution.candidates],
        "rest": rest_payload(distribution),
        "entropy": distribution.entropy_bits,
        "vocabulary": distribution.vocabulary_size,
        "stops": _stops(),
        "counts": COUNTS,
        "lengths": LENGTHS,
        "max_seed": MAX_SEED,
        "max_temperature": MAX_TEMPERATURE,
        "defaults": settings_payload(SamplingSettings()),
        "settings": settings_payload(start),
        "drawn": settings_payload(drawn) if drawn else None,
        "opened": opened,
        "strings": _strings(t),
    }
    part(__file__, styles=("stage", "hues"))(KEY, payload, on_draw_change=_keep_requested)


def take_requested() -> SamplingSettings | None:
    """What the visitor has just asked to be drawn; once."""
    settings: SamplingSettings | None = st.session_state.pop(_REQUESTED, None)
    return settings


def _keep_requested() -> None:
    st.session_state[_REQUESTED] = parse_settings(st.session_state[KEY].draw)


def rest_payload(distribution: Distribution) -> RestPayload:
    """The tokens that are not listed, for the browser."""
    rest = distribution.rest
    return {"counts": rest.counts.tolist(), "means": rest.mean_logits.tolist(), "width": rest.bin_width}


def _stops() -> Sequence[int]:
    """Values of k, each about 8 % above the last: 1, 2, 3, … 10, 11, 12, 13, 15, … 400."""
    stops = [1]
    while stops[-1] < LISTED:
        stops.append(min(LISTED, max(stops[-1] + 1, round(stops[-1] * 1.08))))
    return stops


def _strings(t: Strings) -> dict[str, str]:
    plain = {key.replace("-", "_"): t(key) for key in _STRINGS}
    return plain | {key: t(key, **{mark: f"{{{mark}}}" for mark in marks}) for key, marks in _MARKED.items()}
