"""A scaling law measured by ourselves: shipped results, the law through them, and a short run of the visitor's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.chapters.scaling.compute.fit import PowerLaw
from llm_viz.chapters.scaling.compute.numbers import latex_number
from llm_viz.chapters.scaling.compute.own import (
    SERIES,
    OwnLaw,
    all_notes,
    in_series,
    language_facts,
    own_law,
    samples_of,
)
from llm_viz.chapters.scaling.parts.own import THOUSANDTHS, own_picture
from llm_viz.kit.markdown import table
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.kit.page.question import Question
from llm_viz.kit.page.settings import number_at_first, number_setting
from llm_viz.training.scaling import TrialProgress, measure, report_count
from llm_viz.training.scaling_plan import SEEDS, TrialResult, shipped_results, short_plan

_SECONDS = 40
_VISITOR_SEED = SEEDS[-1] + 1
_MAX_SEED = 9999
_KEY = "scaling-seed"
_ABOUT = "largest of our own"
_HIGHEST = 6 * THOUSANDTHS  # of a guess; no model that has learned anything is so bad


def show(page: Page) -> None:
    """The picture with its question; below it the visitor's own run, the laws and the measurements."""
    t = page.t
    with page.section("own", is_picture=True):
        results = shipped_results()
        question = page.ask_on_picture(
            "guess-own", own=t("own-done"), bounds=(THOUSANDTHS * results.floor, _HIGHEST), about=_ABOUT
        )
        page.explain("about-own")
        if question.is_open:
            _show_picture(page, question, ())
            return
        # The panel comes first, with its picture: what stands below would jump when that comes.
        seed: int = st.session_state.setdefault(
            _KEY, number_at_first(page.visit, "seed", key=_KEY, high=_MAX_SEED, default=_VISITOR_SEED)
        )
        plan = short_plan(seed)
        experiment: Experiment[int, TrialProgress | TrialResult] = Experiment(
            "scaling", lambda chosen: measure(short_plan(chosen)), report_count(plan), _SECONDS
        )
        job_panel(experiment, seed, lambda run: _show_law(page, question, run), t, picture_first=True)
        number_setting(page.visit, "seed", t("own-seed"), key=_KEY, high=_MAX_SEED, default=_VISITOR_SEED, width=200)


def _show_law(page: Page, question: Question, run: Run[int, TrialProgress | TrialResult] | None) -> None:
    t, results = page.t, shipped_results()
    mine = [] if run is None else [report for report in run.reports if isinstance(report, TrialResult)]
    with st.container(key="place-scaling-own"):  # keeps a place until the picture is there
        _show_picture(page, question, mine)
    fold_notes(page, "own", all_notes(results))
    with st.expander(t("own-table"), icon=":material/table:", key="scaling-own-table"):
        st.markdown(t("own-facts", **language_facts(results)))
        st.markdown(f"**{t('own-laws')}**")
        for series in SERIES:
            for floor in ("known", "free"):
                law = own_law(results, series, floor_known=floor == "known")
                st.markdown(_law(page, law, f"{t(f'series-{series}')} · {t('own-floor')}: {t(f'floor-{floor}')}"))
        st.markdown(_table(page, mine))


def _show_picture(page: Page, question: Question, mine: Sequence[TrialResult]) -> None:
    results = shipped_results()
    samples = {series: samples_of(results.measurements, series) for series in SERIES}
    own_picture(question, samples, results.floor, mine, page.visit, page.t)


def _law(page: Page, own: OwnLaw, name: str) -> str:
    """A law with its numbers, and how sure they are, as Markdown."""
    law, fit = own.law, own.fit
    return page.t(
        "law",
        law=f"{name} · {_formula(law, 'N' if own.series == 'size' else 'D')}",
        low=f"{fit.exponent.low:.3f}",
        high=f"{fit.exponent.high:.3f}",
        r_squared=f"{law.r_squared:.4f}",
    )


def _formula(law: PowerLaw, letter: str) -> str:
    """The law with its numbers, as LaTeX."""
    ratio = rf"\left(\frac{{{latex_number(law.scale)}}}{{{letter}}}\right)"
    return rf"$L({letter}) = {law.floor:.3f} + {ratio}^{{{law.exponent:.3f}}}$"


def _table(page: Page, mine: Sequence[TrialResult]) -> str:
    """All measurements behind the picture, as Markdown."""
    t = page.t
    head = [t(f"column-{key}") for key in ("parameters", "words", "seed", "loss", "seconds")]
    measured = shipped_results().measurements
    kept = dict.fromkeys(trial for series in SERIES for trial in in_series(measured, series))
    rows = [
        (f"{trial.parameters:,}", f"{trial.tokens:,}", str(trial.seed), f"{trial.loss:.4f}", f"{trial.seconds:,.0f}")
        for trial in (*kept, *mine)
    ]
    return table(head, rows, "rrrrr")
