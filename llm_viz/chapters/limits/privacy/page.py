"""The drawback of privacy: a secret that stands in the training text, and comes out again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.chapters.limits.privacy.compute import FULL, GUESSES, exposure_curves, known_from, privacy_notes
from llm_viz.chapters.limits.shared.curve_charts import Axes, Level, curve_chart
from llm_viz.chapters.limits.shared.trained_experiment import trained_experiment
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.visit import Visit
from llm_viz.training.canary import BOXES, LINES, MODELS, PINS, REPEATS, CanaryReport, example, random_exposure
from llm_viz.training.experiments import CANARY


def draw(visit: Visit) -> None:
    """Guess, then the experiment."""
    with drawback("privacy", visit) as page:
        t = page.t
        answer = known_from(CANARY.recorded(visit.language).reports)
        options = [t("guess-times", times=times) for times in GUESSES]
        if not page.cover("guess-question", options, t("guess-times", times=answer), judge="figures"):
            return
        with page.section("canary"):
            st.markdown(t("canary-line", line=escape(example(visit.language)), lines=LINES, pins=PINS))
            trained_experiment(page, CANARY, partial(_show, page))


def _show(page: DrawbackPage, reports: tuple[CanaryReport, ...]) -> None:
    t = page.t
    axes = Axes(t("axis-times"), t("axis-exposure"), REPEATS, "{:.1f}".format, top=FULL * 1.06)
    levels = [
        Level(FULL, t("level-full", bits=f"{FULL:.1f}")),
        Level(random_exposure(), t("level-random", bits=f"{random_exposure():.2f}")),
    ]
    figure = partial(curve_chart, exposure_curves(reports), axes, levels, t)
    show_figure(figure, "limits_privacy-chart", t("canary-alt"))
    st.caption(t("canary-control", boxes=BOXES * MODELS, models=MODELS))
    page.notes(privacy_notes(reports))
