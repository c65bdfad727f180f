"""A scaling law measured by ourselves: shipped results, the law through them, and a short run of the visitor's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.chapters.scaling.compute.fit import PowerLaw
from llm_viz.chapters.scaling.compute.numbers import latex_number
from llm_viz.chapters.scaling.compute.own import SERIES, OwnLaw, Series, in_series, language_facts, own_law, own_notes
from llm_viz.kit.browser import graph as graphs
from llm_viz.kit.markdown import table
from llm_viz.kit.page.folds import bottom_line
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.kit.page.settings import number_setting, option_setting
from llm_viz.training.scaling import TrialProgress, measure, report_count
from llm_viz.training.scaling_plan import SEEDS, TrialResult, shipped_results, short_plan

_SECONDS = 40
_VISITOR_SEED = SEEDS[-1] + 1
_MAX_SEED = 9999
_FLOORS = ("known", "free")
_HEIGHT = 372  # pixels
_ROOM = 2.0  # ratio of an axis' ends to the last points


def show(page: Page) -> None:
    """Settings of the law and of the visitor's own run; below its buttons the picture, the law and the measurements."""
    t, visit = page.t, page.visit
    with page.section("own", is_picture=True):
        results = shipped_results()
        left, right = st.columns(2)
        with left:
            series: Series = option_setting(
                visit, "series", SERIES, t("own-series"), lambda series: t(f"series-{series}"), key="scaling-series"
            )
        with right:
            floor = option_setting(
                visit, "floor", _FLOORS, t("own-floor"), lambda floor: t(f"floor-{floor}"), key="scaling-floor"
            )
        above = st.container()
        seed = number_setting(
            visit, "seed", t("own-seed"), key="scaling-seed", high=_MAX_SEED, default=_VISITOR_SEED, width=200
        )
        own = own_law(results, series, floor_known=floor != "free")
        plan = short_plan(seed)
        experiment: Experiment[int, TrialProgress | TrialResult] = Experiment(
            "scaling", lambda chosen: measure(short_plan(chosen)), report_count(plan), _SECONDS
        )
        with above:
            job_panel(experiment, seed, lambda run: _show_law(page, own, run), t, picture_first=True)
        page.explain("about-own")


def _show_law(page: Page, own: OwnLaw, run: Run[int, TrialProgress | TrialResult] | None) -> None:
    t = page.t
    mine = [] if run is None else [report for report in run.reports if isinstance(report, TrialResult)]
    if run is not None and own.series == "data":
        st.caption(t("own-other-series"))
    _show_picture(page, own, mine if own.series == "size" else [])
    law, fit = own.law, own.fit
    st.markdown(
        t(
            "law",
            law=_formula(law, "N" if own.series == "size" else "D"),
            low=f"{fit.exponent.low:.3f}",
            high=f"{fit.exponent.high:.3f}",
            r_squared=f"{law.r_squared:.4f}",
        )
    )
    bottom_line(page, "own", own_notes(own))
    with st.expander(t("own-table"), icon=":material/table:", key="scaling-own-table"):
        st.markdown(t("own-facts", **language_facts(own.results)))
        st.markdown(_table(page, own, mine))


def _show_picture(page: Page, own: OwnLaw, mine: Sequence[TrialResult]) -> None:
    """Distance to the law's E on two logarithmic axes: a power law is a straight line there."""
    t, law, samples = page.t, own.law, own.samples
    ends = samples[0].x, samples[-1].x
    low = min(min(sample.losses) for sample in samples) - law.floor
    high = max(max(sample.losses) for sample in samples) - law.floor
    graphs.graph(
        "scaling-own",
        _lines(page, own, mine),
        graphs.Axis(t(f"axis-own-{own.series}"), log=True, low=ends[0] / _ROOM, high=ends[1] * _ROOM),
        graphs.Axis(t("axis-above", floor=f"{law.floor:.3f}"), log=True, low=low / _ROOM, high=high * 1.3),
        page.described(t(f"own-alt-{own.series}", points=len(samples), seeds=len(samples[0].losses)), own_notes(own)),
        height=_HEIGHT,
    )


def _lines(page: Page, own: OwnLaw, mine: Sequence[TrialResult]) -> list[graphs.Series]:
    """The two laws as lines; the measurements with the spread of their seeds, and the visitor's `mine`, as marks."""
    t, law = page.t, own.law
    ends = own.samples[0].x, own.samples[-1].x
    points = [
        (sample.x, sample.mean - law.floor, min(sample.losses) - law.floor, max(sample.losses) - law.floor)
        for sample in own.samples
    ]
    lines = [
        graphs.Series(t("line-law"), [(x, law.loss(x) - law.floor) for x in ends], "quiet", "dashed"),
        graphs.Series(
            t(f"line-before-{own.series}"),
            [(x, own.before.loss(x) - law.floor) for x in ends],
            "second",
            "dotted",
        ),
        graphs.Series(
            t("line-measured"),
            points,
            "first",
            line=False,
            marks="circle",
            hover=[t("own-hover", x=f"{sample.x:,.0f}", loss=f"{sample.mean:.4f}") for sample in own.samples],
        ),
    ]
    if mine:
        lines.append(
            graphs.Series(
                t("line-mine", seed=mine[0].seed),
                [(trial.parameters, trial.loss - law.floor) for trial in mine],
                "third",
                line=False,
                marks="diamond",
                hover=[t("own-hover", x=f"{trial.parameters:,}", loss=f"{trial.loss:.4f}") for trial in mine],
            )
        )
    return lines


def _formula(law: PowerLaw, letter: str) -> str:
    """The law with its numbers, as LaTeX."""
    ratio = rf"\left(\frac{{{latex_number(law.scale)}}}{{{letter}}}\right)"
    return rf"$L({letter}) = {law.floor:.3f} + {ratio}^{{{law.exponent:.3f}}}$"


def _table(page: Page, own: OwnLaw, mine: Sequence[TrialResult]) -> str:
    """All measurements behind the picture, as Markdown."""
    t = page.t
    head = [t(f"column-{key}") for key in ("parameters", "words", "seed", "loss", "seconds")]
    rows = [
        (f"{trial.parameters:,}", f"{trial.tokens:,}", str(trial.seed), f"{trial.loss:.4f}", f"{trial.seconds:,.0f}")
        for trial in (*in_series(own.results.measurements, own.series), *mine)
    ]
    return table(head, rows, "rrrrr")
