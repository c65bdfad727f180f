"""Checked just now: what `facts --check` says, here and now."""

from __future__ import annotations

import streamlit as st

from llm_viz.facts.check import CheckReport
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


def show(page: Page, report: CheckReport) -> None:
    """Draw the section, folded; open from the start where something is wrong."""
    if report.problems:
        with page.section("check"):
            _show_report(page, report)
        return
    with folded(page, "check") as is_open:
        if is_open:
            _show_report(page, report)


def _show_report(page: Page, report: CheckReport) -> None:
    t = page.t
    files, counted, recomputed = st.columns(3)
    files.metric(t("checked-files"), len(report.files))
    counted.metric(t("checked-figures"), f"{report.figures:,}", help=t("checked-figures-help"))
    recomputed.metric(t("checked-recomputed"), f"{report.recomputed:,}", help=t("checked-recomputed-help"))
    dated = [check.day for check in report.last_checks if check.day is not None]
    if dated:
        reports = sum(check.seen == "reports" for check in report.last_checks)
        days = {"all": len(report.last_checks), "dated": len(dated), "reports": reports}
        st.caption(t("checked-days", **days, oldest=min(dated), newest=max(dated)))
    if report.problems:
        lines = (f"- {escape(f'{problem.file}, {problem.place}: {problem.what}')}" for problem in report.problems)
        st.error("\n".join((t("check-failed", problems=len(report.problems)), "", *lines)), icon=":material/error:")
    else:
        st.success(t("check-passed"), icon=":material/check_circle:")
