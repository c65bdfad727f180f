"""A step in the training of a tiny model, live: the same training under a hard and a smooth metric."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.emergence.compute.copying import copying_notes
from llm_viz.chapters.emergence.parts.copying import copying_picture
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.kit.page.settings import number_setting
from llm_viz.training.copying import EVERY, MAX_SEED, STEPS, TESTS, CopyingReport, copying_work

_EXPERIMENT = Experiment("emergence-copying", copying_work, STEPS // EVERY + 1, seconds=20)


def show(page: Page) -> None:
    """The seed, the buttons, and below them what the run shows."""
    t = page.t
    with page.section("copying"):
        seed = number_setting(page.visit, "seed", t("seed"), key="emergence-seed", high=MAX_SEED, width=160)
        job_panel(_EXPERIMENT, seed, lambda run: _show_run(page, run), t)
        page.explain("about-copying")


def _show_run(page: Page, run: Run[int, CopyingReport] | None) -> None:
    """The picture that grows with the run, and the notes on it once it is finished."""
    if run is None:
        return
    t = page.t
    copying_picture(run.reports, page.visit, t)
    st.caption(t("copying-facts", parameters=run.reports[-1].parameters, seed=run.settings, rows=TESTS))
    page.notes(copying_notes(run.reports))
