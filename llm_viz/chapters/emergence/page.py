"""Chapter 9: whether abilities appear suddenly, and how much of the jump is the metric's."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.emergence.charts import covered_points
from llm_viz.chapters.emergence.compute.jump import (
    GUESSED,
    TASKS,
    hard_metric,
    hard_notes,
    make_guess,
    smooth_metric,
    smooth_notes,
)
from llm_viz.chapters.emergence.compute.mirage import DIGITS, mirage_notes
from llm_viz.chapters.emergence.parts.mirage import mirage_dials
from llm_viz.chapters.emergence.parts.points import published_points
from llm_viz.chapters.emergence.sections.copying import show_copying
from llm_viz.chapters.emergence.sections.debate import show_debate
from llm_viz.facts.emergence import TaskResults, results
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, chapter
from llm_viz.kit.page.settings import option_setting

TASK = "emergence-task"


def draw(page: Page) -> None:
    if not guessed(page):
        return
    st.fragment(show_metrics)(page)
    show_mirage(page)
    show_copying(page)
    show_debate(page)


def guessed(page: Page) -> bool:
    """Show a task with its largest model covered, until that has been guessed."""
    t, seen = page.t, False
    with page.section("jump"):
        task = results(GUESSED)
        measured = task.by_metric[hard_metric(task)]
        picture = st.container()
        guess = make_guess(task)
        seen = page.cover("guess-question", guess.options, guess.answer, judge="figures")
        with picture:
            alt = t("covered-alt", models=len(measured))
            show_figure(partial(covered_points, measured, not seen, t), f"emergence-covered-{seen}", alt)
            cite(page, task)
        if seen:
            page.notes(hard_notes(task))
    return seen


def show_metrics(page: Page) -> None:
    """A task of the visitor's choice under the hard and the smooth metric."""
    t = page.t
    with page.section("metrics"):
        chosen = option_setting(
            page.visit, "task", TASKS, t("task"), lambda key: t(f"task-{key}"), key=TASK, control="pills"
        )
        task = results(chosen)
        st.markdown(t(f"about-{task.key}"))
        published_points(task, page.visit, t)
        cite(page, task)
        if smooth_metric(task) is None:
            st.caption(t("no-smooth"))
        page.notes((*hard_notes(task), *smooth_notes(task)))


def show_mirage(page: Page) -> None:
    """The formula with sliders beside GPT-3's additions."""
    with page.section("mirage"):
        mirage_dials(page.visit, page.t)
        cite(page, results(f"addition-{DIGITS[0]}"))
        page.notes(mirage_notes())


def cite(page: Page, task: TaskResults) -> None:
    """How a task was asked, and where its numbers come from."""
    asked = page.t("examples", count=task.examples)
    st.caption("  \n".join((asked, *(citation(source, page.t) for source in task.sources))))


def render() -> None:
    """Draw the page."""
    with chapter("emergence") as this_page:
        draw(this_page)
