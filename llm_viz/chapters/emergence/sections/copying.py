"""A step in the training of a tiny model: the same training under a hard and a smooth metric, kept and live."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.emergence.compute.copying import copying_notes, flat_part
from llm_viz.chapters.emergence.parts.copying import copying_picture
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.kit.page.question import Question
from llm_viz.kit.page.settings import number_at_first, number_setting
from llm_viz.training.copying import MAX_SEED, REPORTS, STEPS, TESTS, CopyingReport, copying_work
from llm_viz.training.experiments import COPYING
from llm_viz.training.results import Recorded

_EXPERIMENT = Experiment("emergence-copying", copying_work, REPORTS, seconds=20)
_KEY = "emergence-seed"
_OWN_SEED = 1  # offered first: another one than that of the kept result


def show(page: Page) -> None:
    """The kept training, with the question when it will succeed; then a run of one's own, which takes its place."""
    t = page.t
    with page.section("copying", is_picture=True):
        kept = COPYING.recorded(page.visit.language)
        question = page.ask_on_picture("guess-copying", own=t("copying-done"), bounds=(0, STEPS), about=COPYING.name)
        page.explain("about-copying")
        if question.is_open:
            copying_picture(flat_part(kept.reports), question, page.visit, t)
            return
        # The panel comes first, with its picture: what stands below would jump when that comes.
        seed: int = st.session_state.setdefault(
            _KEY, number_at_first(page.visit, "seed", key=_KEY, high=MAX_SEED, default=_OWN_SEED)
        )
        job_panel(_EXPERIMENT, seed, lambda run: _show_run(page, question, kept, run), t, picture_first=True)
        number_setting(page.visit, "seed", t("seed"), key=_KEY, high=MAX_SEED, default=_OWN_SEED, width=160)


def _show_run(
    page: Page, question: Question, kept: Recorded[CopyingReport], run: Run[int, CopyingReport] | None
) -> None:
    """The picture that grows with the run, or else the kept one, and what it shows once it is finished."""
    t = page.t
    reports, seed = (kept.reports, kept.seed) if run is None else (run.reports, run.settings)
    with st.container(key="place-emergence-copying"):  # keeps a place until the picture is there
        copying_picture(reports, question, page.visit, t)
    fold_notes(page, "copying", copying_notes(reports))
    facts = t("copying-facts", parameters=reports[-1].parameters, seed=str(seed), rows=TESTS)
    fold_citations("copying", (), t, *([t("copying-kept")] if run is None else []), facts)
