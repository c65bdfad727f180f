"""The same answers marked in two ways: a task of the visitor's choice under its hard and its smooth metric."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.emergence.compute.metrics import TASKS, smooth_metric
from llm_viz.chapters.emergence.compute.notes import hard_notes, smooth_notes
from llm_viz.chapters.emergence.parts.points import published_points
from llm_viz.facts.emergence import results
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.folds import bottom_line
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting

_TASK = "emergence-task"


@st.fragment
def show(page: Page) -> None:
    """The choice, the points, and what they show."""
    t = page.t
    with page.section("metrics", is_picture=True):
        chosen = option_setting(
            page.visit,
            "task",
            TASKS,
            t("task"),
            lambda key: t(f"task-{key}"),
            key=_TASK,
            control="menu",
            width=420,
            label_visibility="collapsed",
        )
        task = results(chosen)
        notes = (*hard_notes(task), *smooth_notes(task))
        alt = page.described(t("points-alt", task=t(f"task-{task.key}")), notes)
        published_points(task, page.visit, t, alt)
        page.explain("about-metrics")
        bottom_line(page, "metrics", notes)
        fold_citations("metrics", task.sources, t, t(f"about-{task.key}"), t("examples", count=task.examples))
        if smooth_metric(task) is None:
            st.caption(t("no-smooth"))
