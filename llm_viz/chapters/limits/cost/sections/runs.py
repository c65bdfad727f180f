"""The electricity that published training runs took."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.limits.cost.compute import energy_runs, metered, run_notes
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows import Row, dot_rows
from llm_viz.facts.cost import TrainingFootprint, cluster_power
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "runs") as opened:
        if not opened:
            return
        runs = energy_runs()
        rows = [_row(run, t) for run in runs]
        notes = run_notes(runs)
        show_figure(partial(dot_rows, rows), "limits_cost-runs", page.described(t("runs-alt"), notes))
        st.caption(t.prose("runs-legend"))
        page.notes(notes)
        with st.expander(t("sources-runs"), icon=":material/menu_book:", key="limits_cost-sources"):
            lines = (f"- **{escape(run.model)}** · {_kind(run, t)} · {citation(run.source, t)}" for run in runs)
            cluster = cluster_power()
            whole = f"- **{escape(cluster.model)}** · {t('kind-cluster')} · {citation(cluster.source, t)}"
            st.markdown("\n".join((*lines, whole)))


def _row(run: TrainingFootprint, t: Strings) -> Row:
    mwh = run.energy_mwh or 0
    text = t("energy", mwh=mwh)
    return Row(
        run.model, mwh, text, "plain" if metered(run) else "hollow", f"{run.model}: {text} MWh · {_kind(run, t)}"
    )


def _kind(run: TrainingFootprint, t: Strings) -> str:
    """How the energy is known."""
    return t(f"kind-{run.energy_kind}")
