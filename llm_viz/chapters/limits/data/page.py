"""The drawback of data quality: bad texts, and texts that models wrote."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.limits.data.compute import (
    GUESS,
    collapse_notes,
    different_curves,
    quality_curves,
    quality_notes,
    rare_curves,
    retrained,
    worst,
)
from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.chapters.limits.shared.curve_charts import Axes, Level, curve_chart
from llm_viz.chapters.limits.shared.trained_experiment import trained_experiment
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.visit import Visit
from llm_viz.training.collapse import GENERATIONS, WORDS, GenerationReport
from llm_viz.training.data_quality import COPIES, EVERY, LINES, MODELS, STEPS, QualityReport
from llm_viz.training.experiments import COLLAPSE, QUALITY


def draw(visit: Visit) -> None:
    """Guess, then both experiments."""
    with drawback("data", visit) as page:
        t = page.t
        answer = worst(QUALITY.recorded(visit.language).reports)
        if not page.cover(
            "guess-question", [t(f"guess-{quality}") for quality in GUESS], t(f"guess-{answer}"), judge="figures"
        ):
            return
        with page.section("quality"):
            trained_experiment(page, QUALITY, partial(_show_quality, page))
        with page.section("collapse"):
            trained_experiment(page, COLLAPSE, partial(_show_collapse, page))


def _show_quality(page: DrawbackPage, reports: tuple[QualityReport, ...]) -> None:
    t, steps = page.t, range(EVERY, STEPS + 1, EVERY)
    axes = Axes(t("axis-steps"), t("axis-bits"), steps, "{:.1f}".format, from_zero=False)
    floor = Level(reports[0].floor, t("level-floor"))
    curves = quality_curves(reports)
    show_figure(partial(curve_chart, curves, axes, [floor], t), "limits_data-quality-chart", t("quality-alt"))
    st.caption(t("quality-control", lines=LINES, copies=COPIES, models=MODELS))
    page.notes(quality_notes(reports))


def _show_collapse(page: DrawbackPage, reports: tuple[GenerationReport, ...]) -> None:
    t, generations, control = page.t, range(GENERATIONS + 1), retrained(reports)
    name = t("level-retrained")
    left, right = st.columns(2, gap="large")
    with left:
        axes = Axes(t("axis-generation"), t("axis-different"), generations, "{:.0f}".format)
        levels = [Level(control.different, name)] if control else []
        figure = partial(curve_chart, different_curves(reports), axes, levels, t)
        show_figure(figure, "limits_data-different-chart", t("different-alt"))
    with right:
        axes = Axes(t("axis-generation"), t("axis-rare"), generations, percent, percent=True)
        levels = [Level(control.rare_share, name)] if control else []
        figure = partial(curve_chart, rare_curves(reports), axes, levels, t)
        show_figure(figure, "limits_data-rare-chart", t("rare-alt"))
    st.caption(t("collapse-control", words=WORDS))
    page.notes(collapse_notes(reports))
    _show_excerpts(page, reports)


def _show_excerpts(page: DrawbackPage, reports: tuple[GenerationReport, ...]) -> None:
    """How the text of each generation that reads only its predecessor begins."""
    written = [one for one in reports if one.descent == "alone"]
    rows = [(str(one.generation), f"{escape(one.excerpt)} …") for one in written]
    st.markdown(table((page.t("axis-generation"), page.t("excerpt")), rows, "rl"))
