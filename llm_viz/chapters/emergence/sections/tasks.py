"""Published results of many models: a task of the visitor's choice under its hard and its smooth metric."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.emergence.compute.metrics import TASKS, smooth_metric
from llm_viz.chapters.emergence.compute.notes import hard_notes, smooth_notes
from llm_viz.chapters.emergence.parts.points import published_points
from llm_viz.facts.emergence import results
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting

_TASK = "emergence-task"


@st.fragment
def show(page: Page) -> None:
    """A fold with the choice, the points, and what they show."""
    with folded(page, "tasks", ("task", "metric", "y", "x")) as is_open:
        if is_open:
            _chosen_task(page)


def _chosen_task(page: Page) -> None:
    t = page.t
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
    page.notes(notes)
    if smooth_metric(task) is None:
        st.caption(t("no-smooth"))
    show_citations(task.sources, t, t(f"about-{task.key}"), t("examples", count=task.examples))
