"""Chapter 7: how fast a text can be written, predicted from the memory's speed and measured on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from llm_viz.chapters.large.charts.machine import speed_bars
from llm_viz.chapters.large.compute.calculators import speed_calculator
from llm_viz.chapters.large.compute.machine import Writer, writer, writer_notes
from llm_viz.chapters.large.sections.calculators import loaded_model
from llm_viz.engine.protocol.models import Bandwidth, ModelStatus
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.compute.decoding_speed import measure_speed
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.visit import Visit

_MEASUREMENT = "large-measurement"
_MAX_MODELS = 3


@dataclass(frozen=True, slots=True)
class Measurement:
    """What the machine did when it was last asked."""

    bandwidth: Bandwidth
    writers: tuple[Writer, ...]


def show_machine(page: Page) -> None:
    """A button that measures, what it found, and the calculator that starts from it. A fragment."""
    t = page.t
    with page.section("machine"):
        if st.button(t("measure-now"), key="large-measure-now", type="primary", icon=":material/speed:"):
            st.session_state.pop(_MEASUREMENT, None)
            measure(page)
        found: Measurement | None = st.session_state.get(_MEASUREMENT)
        if found is not None:
            show_measurement(page, found)
    with page.section("speed"):
        found = st.session_state.get(_MEASUREMENT)
        described = speed_calculator(loaded_model(page.visit), None if found is None else found.bandwidth)
        calculator(described, page.visit, t)


def measure(page: Page) -> None:
    """Measure the memory, then each model; a model that fails says so, and the others go on."""
    t, visit = page.t, page.visit
    bar = st.progress(0.0, t("measuring-memory"))
    bandwidth = visit.lm.bandwidth
    writers: list[Writer] = []
    models = measurable(visit)
    for place, status in enumerate(models, start=1):
        bar.progress(place / (len(models) + 1), t("measuring-model", name=status.name))
        with guarded(visit.language):
            lm = visit.lm.other(status.key)
            found = writer(status.name, lm.inventory, bandwidth, measure_speed(lm))
            if found is not None:
                writers.append(found)
    bar.empty()
    st.session_state[_MEASUREMENT] = Measurement(bandwidth, tuple(writers))


def measurable(visit: Visit) -> list[ModelStatus]:
    """The models that write and can be used, the loaded one first."""
    return sorted(visit.lm.usable(causal=True), key=lambda status: status.key != visit.model)[:_MAX_MODELS]


def show_measurement(page: Page, found: Measurement) -> None:
    """The memory's speed, the models' speeds beside their ceilings, and what follows."""
    t = page.t
    memory, device = st.columns(2)
    memory.metric(t("bandwidth"), f"{found.bandwidth.bytes_per_second / 1e9:.1f} GB/s", help=t("bandwidth-help"))
    device.metric(t("measured-on"), f"{found.bandwidth.device} · {found.bandwidth.precision}")
    if found.writers:
        st.markdown(t("speeds-title", tokens=max(one.tokens for one in found.writers)))
        show_figure(partial(speed_bars, found.writers, t), "large-speeds", t("speeds-alt"))
        page.notes(writer_notes(found.writers))
