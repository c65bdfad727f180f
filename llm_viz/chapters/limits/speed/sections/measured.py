"""The speed of the embedded models, measured on this machine when asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows import Row, dot_rows
from llm_viz.chapters.limits.speed.compute.measurement import SpeedRun, measure_all, run_notes
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded

_RUNS = "limits_speed-runs"


@st.fragment
def show(page: DrawbackPage) -> None:
    """Draw the section. Measuring takes the engine for some seconds."""
    t, state = page.t, st.session_state
    with folded(page, "measured") as opened:
        if not opened:
            return
        runs: tuple[SpeedRun, ...] = state.get(_RUNS, ())
        place = st.empty()
        if place.button(t("measure-again" if runs else "measure"), key="limits_speed-measure", icon=":material/timer:"):
            with place, st.spinner(t("measuring")):
                state[_RUNS] = measure_all(page.visit.lm)
            st.rerun()  # the button comes back
        if not runs:
            return
        notes = run_notes(runs)
        show_figure(
            partial(dot_rows, _rows(runs, t)), "limits_speed-runs-chart", page.described(t("measured-alt"), notes)
        )
        st.caption(t.prose("measured-control"))
        page.notes(notes)


def _rows(runs: tuple[SpeedRun, ...], t: Strings) -> list[Row]:
    """Each run, and below it what the bandwidth alone allows."""
    rows = []
    for run in runs:
        name = t("run-again" if run.again else "run", model=run.name, parameters=large(run.parameters, t.language))
        low, high = (t("rate", rate=f"{value:.1f}") for value in run.speed.middle_half)
        rate = t("rate", rate=f"{run.speed.tokens_per_second:.1f}")
        rows.append(Row(name, run.speed.tokens_per_second, rate, "marked", f"{name}: {low} – {high}"))
        if not run.again:
            limit = t("rate", rate=f"{run.predicted:.1f}")
            rows.append(Row(t("run-limit", model=run.name), run.predicted, limit, "hollow"))
    return rows
