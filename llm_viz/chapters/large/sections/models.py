"""Three meanings of "large": published models by date, and by parameters, training tokens or computation."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.charts.models import timeline
from llm_viz.chapters.large.compute.models import MEASURES, Measure, comparable, model_notes
from llm_viz.facts.models import published_models
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import bottom_line
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting


@st.fragment
def show(page: Page) -> None:
    """The timeline by the measure that the visitor chooses."""
    t = page.t
    with page.section("models", is_picture=True):
        measure = _chosen_measure(page)
        models = comparable(published_models(), measure)
        alt = t("timeline-alt", measure=t(f"measure-{measure}"), models=len(models))
        notes = model_notes(models, measure)
        show_figure(
            partial(timeline, models, measure, _loaded_size(page), t), "large-timeline", page.described(alt, notes)
        )
        page.explain("about-models")
        bottom_line(page, "models", notes)


def _chosen_measure(page: Page) -> Measure:
    """What the visitor, or at first the address, wants to compare by."""
    t = page.t
    return option_setting(
        page.visit, "measure", MEASURES, t("measure"), lambda measure: t(f"measure-{measure}"),
        key="large-measure", control="pills",
    )  # fmt: skip


def _loaded_size(page: Page) -> float | None:
    """Parameters of the loaded model; None while it cannot be used, which the section above has said."""
    try:
        return float(page.visit.facts.parameters)
    except LlmVizError:
        return None
