"""Chapter 7: published models, by date and by parameters, tokens and computation."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.charts.models import plane, timeline
from llm_viz.chapters.large.compute.models import MEASURES, Measure, model_notes, ratio_notes
from llm_viz.facts.models import EPOCH_AI, published_models
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting


def show_models(page: Page) -> None:
    """Three meanings of "large" on one timeline, then all three at once. A fragment."""
    t, models = page.t, published_models()
    with page.section("models"):
        measure = chosen_measure(page)
        alt = t("timeline-alt", measure=t(f"measure-{measure}"), models=len(models))
        show_figure(partial(timeline, models, measure, loaded_size(page), t), "large-timeline", alt)
        page.notes(model_notes(models, measure))
    with page.section("plane"):
        show_figure(partial(plane, models, t), "large-plane", t("plane-alt"))
        page.notes(ratio_notes(models))
        st.caption(t("models-source", credit=escape(EPOCH_AI)))


def chosen_measure(page: Page) -> Measure:
    """What the visitor, or at first the address, wants to compare by."""
    t = page.t
    return option_setting(
        page.visit, "measure", MEASURES, t("measure"), lambda measure: t(f"measure-{measure}"),
        key="large-measure", control="pills",
    )  # fmt: skip


def loaded_size(page: Page) -> float | None:
    """Parameters of the loaded model; None while it cannot be used, which the section above has said."""
    try:
        return float(page.visit.facts.parameters)
    except LlmVizError:
        return None
