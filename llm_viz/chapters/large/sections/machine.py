"""What this machine manages: its memory's bandwidth and its models' speeds, measured when asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from llm_viz.chapters.large.charts.machine import speed_bars
from llm_viz.chapters.large.compute.machine import ModelSpeed, model_speed, speed_notes
from llm_viz.engine.protocol.models import Bandwidth, ModelStatus
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
    speeds: tuple[ModelSpeed, ...]


def show(page: Page) -> Bandwidth | None:
    """A button that measures, and what was measured; the memory's bandwidth, if it is known."""
    with page.section("machine"):
        if st.button(page.t("measure-now"), key="large-measure-now", type="primary", icon=":material/speed:"):
            st.session_state.pop(_MEASUREMENT, None)
            st.session_state[_MEASUREMENT] = _measure(page)
        if measurement := _last_measurement():
            _show_measurement(page, measurement)
    measurement = _last_measurement()
    return measurement.bandwidth if measurement else None


def _last_measurement() -> Measurement | None:
    measurement: Measurement | None = st.session_state.get(_MEASUREMENT)
    return measurement


def _measure(page: Page) -> Measurement:
    """Measure the memory, then each model; a model that fails says so, and the others go on."""
    t, visit = page.t, page.visit
    bar = st.progress(0.0, t("measuring-memory"))
    bandwidth = visit.lm.bandwidth
    speeds: list[ModelSpeed] = []
    models = _measurable(visit)
    for place, status in enumerate(models, start=1):
        bar.progress(place / (len(models) + 1), t("measuring-model", name=status.name))
        with guarded(visit.language):
            lm = visit.lm.other(status.key)
            speed = model_speed(status.name, lm.inventory, bandwidth, measure_speed(lm))
            if speed is not None:
                speeds.append(speed)
    bar.empty()
    return Measurement(bandwidth, tuple(speeds))


def _measurable(visit: Visit) -> list[ModelStatus]:
    """The models that write and can be used, the loaded one first."""
    return sorted(visit.lm.usable(causal=True), key=lambda status: status.key != visit.model)[:_MAX_MODELS]


def _show_measurement(page: Page, measurement: Measurement) -> None:
    """The memory's speed, the models' speeds beside their ceilings, and what follows."""
    t, bandwidth, speeds = page.t, measurement.bandwidth, measurement.speeds
    memory, device = st.columns(2)
    memory.metric(t("bandwidth"), f"{bandwidth.bytes_per_second / 1e9:.1f} GB/s", help=t("bandwidth-help"))
    device.metric(t("measured-on"), f"{bandwidth.device} · {bandwidth.precision}")
    if speeds:
        st.markdown(t("speeds-title", tokens=max(speed.tokens for speed in speeds)))
        notes = speed_notes(speeds)
        show_figure(partial(speed_bars, speeds, t), "large-speeds", page.described(t("speeds-alt"), notes))
        page.notes(notes)
