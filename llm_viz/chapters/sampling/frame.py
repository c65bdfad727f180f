"""What the sections of chapter `sampling` share: the settings in the address, and the texts drawn last."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.sampling.compute.distribution import LISTED
from llm_viz.chapters.sampling.compute.texts import COUNTS, LENGTHS, MAX_SEED, SampledTexts, SamplingSettings
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.compute.predictions import MAX_TEMPERATURE
from llm_viz.kit.visit import Visit

_DRAWN, _OPENED = "sampling-drawing", "sampling-opened"


def settings_in_address(visit: Visit) -> SamplingSettings:
    """The settings that the address asks for."""
    sampling = Sampling(
        temperature=round(visit.param_float("temperature", 1.0, 0.0, MAX_TEMPERATURE), 2),
        top_k=visit.param_int("top_k", 0, 0, LISTED),
        top_p=round(visit.param_float("top_p", 1.0, 0.0, 1.0), 2),
        min_p=round(visit.param_float("min_p", 0.0, 0.0, 0.5), 3),
        seed=visit.param_int("seed", 0, 0, MAX_SEED),
    )
    count = int(visit.param_choice("count", "8", [str(count) for count in COUNTS]))
    length = int(visit.param_choice("length", "20", [str(length) for length in LENGTHS]))
    return SamplingSettings(sampling, count, length)


def opened_numbers(visit: Visit) -> dict[str, bool]:
    """Whether the address asks for the table of the filters, and for more of its rows."""
    return {name: visit.param_choice(name, "0", ("0", "1")) == "1" for name in ("numbers", "many")}


def shared_settings(visit: Visit) -> SamplingSettings | None:
    """What a shared link wants drawn at once; only when the visit begins, so that nothing is drawn unasked later."""
    if _OPENED in st.session_state:
        return None
    st.session_state[_OPENED] = True
    return settings_in_address(visit) if visit.param_choice("drawn", "0", ("0", "1")) == "1" else None


def last_texts(visit: Visit) -> SampledTexts | None:
    """The texts on the page, if they continue the sentence that is there now."""
    drawn: SampledTexts | None = st.session_state.get(_DRAWN)
    return drawn if drawn and drawn.is_for(visit.model, visit.text) else None


def keep_texts(drawn: SampledTexts) -> None:
    """Remember the texts for the next runs of the page."""
    st.session_state[_DRAWN] = drawn
