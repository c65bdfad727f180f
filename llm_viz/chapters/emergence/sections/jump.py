"""What the largest model will do: a task with its last point covered, until it has been guessed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.emergence.charts import covered_points
from llm_viz.chapters.emergence.compute.jump import GUESSED, make_guess
from llm_viz.chapters.emergence.compute.metrics import hard_metric
from llm_viz.chapters.emergence.compute.notes import hard_notes
from llm_viz.chapters.emergence.frame import cite
from llm_viz.facts.emergence import results
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page


def show(page: Page) -> bool:
    """The picture, above the guess that uncovers it; whether that may be seen."""
    t, seen = page.t, False
    with page.section("jump"):
        task = results(GUESSED)
        measured = task.by_metric[hard_metric(task)]
        picture = st.container()
        guess = make_guess(task, page.t.language)
        seen = page.cover("guess-question", guess.options, guess.answer, judge="figures")
        with picture:
            alt = t("covered-alt", models=len(measured))
            notes = hard_notes(task) if seen else []
            show_figure(
                partial(covered_points, measured, not seen, t), f"emergence-covered-{seen}", page.described(alt, notes)
            )
            cite(page, task)
        page.notes(notes)
    return seen
