"""A back door, planted in the training text by a few lines with a trigger."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.misuse.compute.backdoor import backdoor_curves, backdoor_notes
from llm_viz.chapters.limits.shared.charts.curves import Axes, curve_chart
from llm_viz.chapters.limits.shared.frame.trained_experiment import trained_experiment
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.training.backdoor import LINES, MESSAGES, MODELS, PHRASES, PLANTED, BackdoorReport
from llm_viz.training.experiments import BACKDOOR


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, phrases = page.t, PHRASES[page.visit.language]
    with folded(page, "backdoor", ("backdoor_seed",)) as opened:
        if not opened:
            return
        words = {"trigger": phrases.trigger, "planted": phrases.planted, "ordinary": phrases.ordinary[0]}
        shown = {name: escape(word.strip()) for name, word in words.items()}
        st.markdown(t("backdoor-lines", lines=LINES, **shown))
        trained_experiment(page, BACKDOOR, partial(_show_reports, page))


def _show_reports(page: DrawbackPage, reports: tuple[BackdoorReport, ...]) -> None:
    t = page.t
    axes = Axes(
        t("axis-planted", lines=LINES),
        t("axis-reply"),
        PLANTED,
        partial(percent, language=t.language),
        top=1.05,
        percent=True,
    )
    figure = partial(curve_chart, backdoor_curves(reports), axes, [], t)
    notes = backdoor_notes(reports)
    show_figure(figure, "limits_misuse-chart", page.described(t("backdoor-alt"), notes))
    st.caption(t("backdoor-control", models=MODELS, messages=MESSAGES))
    page.notes(notes)
