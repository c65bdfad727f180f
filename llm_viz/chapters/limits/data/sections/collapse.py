"""Models that learn from what models wrote: how many words, and which, are left after each generation."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.limits.data.compute import collapse_notes, different_curves, rare_curves, retrained
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.curves import Axes, Level, curve_chart
from llm_viz.chapters.limits.shared.frame.trained_experiment import trained_experiment
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.training.collapse import GENERATIONS, WORDS, GenerationReport
from llm_viz.training.experiments import COLLAPSE


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    with folded(page, "collapse", ("collapse_seed",)) as opened:
        if not opened:
            return
        trained_experiment(page, COLLAPSE, partial(_show_reports, page))


def _show_reports(page: DrawbackPage, reports: tuple[GenerationReport, ...]) -> None:
    t, generations, control = page.t, range(GENERATIONS + 1), retrained(reports)
    name, notes = t("level-retrained"), collapse_notes(reports)
    left, right = st.columns(2, gap="large")
    with left:
        axes = Axes(t("axis-generation"), t("axis-different"), generations, "{:.0f}".format)
        levels = [Level(control.different, name)] if control else []
        figure = partial(curve_chart, different_curves(reports), axes, levels, t)
        show_figure(figure, "limits_data-different-chart", page.described(t("different-alt"), notes))
    with right:
        axes = Axes(
            t("axis-generation"), t("axis-rare"), generations, partial(percent, language=t.language), percent=True
        )
        levels = [Level(control.rare_share, name)] if control else []
        figure = partial(curve_chart, rare_curves(reports), axes, levels, t)
        of_rare = [note for note in notes if note.key == "note-rare"]
        show_figure(figure, "limits_data-rare-chart", page.described(t("rare-alt"), of_rare))
    st.caption(t("collapse-control", words=WORDS))
    page.notes(notes)
    _show_excerpts(page, reports)


def _show_excerpts(page: DrawbackPage, reports: tuple[GenerationReport, ...]) -> None:
    """How the text of each generation that reads only its predecessor begins."""
    alone = [report for report in reports if report.descent == "alone"]
    rows = [(str(report.generation), f"{escape(report.excerpt)} …") for report in alone]
    st.markdown(table((page.t("axis-generation"), page.t("excerpt")), rows, "rl"))
