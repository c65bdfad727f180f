"""A secret that stands in the training text 0 to 64 times, and how well the models know it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.privacy.compute import FULL, exposure_curves, found_first, privacy_notes
from llm_viz.chapters.limits.shared.charts.curves import Axes, Level, curve_chart
from llm_viz.chapters.limits.shared.frame.trained_experiment import trained_experiment
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.training.canary import BOXES, LINES, MODELS, PINS, REPEATS, CanaryReport, example, random_exposure
from llm_viz.training.experiments import CANARY


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    with folded(page, "canary", ("canary_seed",)) as opened:
        if not opened:
            return
        line = escape(example(page.visit.language))
        st.markdown(page.t("canary-line", line=line, lines=LINES, pins=PINS))
        trained_experiment(page, CANARY, partial(_show_reports, page))


def _show_reports(page: DrawbackPage, reports: tuple[CanaryReport, ...]) -> None:
    t = page.t
    axes = Axes(t("axis-times"), t("axis-exposure"), REPEATS, "{:.1f}".format, top=FULL * 1.06)
    levels = [
        Level(FULL, t("level-full", bits=f"{FULL:.1f}")),
        Level(random_exposure(), t("level-random", bits=f"{random_exposure():.2f}")),
    ]
    figure = partial(curve_chart, exposure_curves(reports), axes, levels, t)
    notes = privacy_notes(reports)
    show_figure(figure, "limits_privacy-chart", page.described(t("canary-alt"), notes))
    st.caption(t("canary-control", boxes=BOXES * MODELS, models=MODELS))
    found = found_first(reports)
    times, first = t("axis-times"), t("found-first", pins=PINS)
    counts = (f"{known.first}/{known.boxes}" for known in found)
    st.markdown(table((times, *(str(known.repeats) for known in found)), [(first, *counts)], "l" + "r" * len(found)))
    page.notes(notes)
