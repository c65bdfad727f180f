"""Models trained on good text and on bad: their loss on good text that they have not seen."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.data.compute import quality_curves, quality_notes
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.curves import Axes, Level, curve_chart
from llm_viz.chapters.limits.shared.frame.trained_experiment import trained_experiment
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.training.data_quality import COPIES, EVERY, LINES, MODELS, STEPS, QualityReport
from llm_viz.training.experiments import QUALITY


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    with folded(page, "quality", ("data_quality_seed",)) as opened:
        if not opened:
            return
        trained_experiment(page, QUALITY, partial(_show_reports, page))


def _show_reports(page: DrawbackPage, reports: tuple[QualityReport, ...]) -> None:
    t, steps = page.t, range(EVERY, STEPS + 1, EVERY)
    axes = Axes(t("axis-steps"), t("axis-bits"), steps, "{:.1f}".format, from_zero=False)
    floor = Level(reports[0].floor, t("level-floor"))
    curves = quality_curves(reports)
    notes = quality_notes(reports)
    show_figure(
        partial(curve_chart, curves, axes, [floor], t),
        "limits_data-quality-chart",
        page.described(t("quality-alt"), notes),
    )
    st.caption(t("quality-control", lines=LINES, copies=COPIES, models=MODELS))
    page.notes(notes)
