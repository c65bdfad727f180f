"""What makers disclose of their models: counted by group, and model by model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.legal.compute import (
    TURN,
    ComputeKind,
    Disclosure,
    GroupCount,
    count_notes,
    disclosures,
    group_counts,
)
from llm_viz.chapters.limits.shared.charts.row_style import BarStyle
from llm_viz.chapters.limits.shared.charts.rows import Row, bar_rows
from llm_viz.facts.models import EPOCH_AI
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded

_COMPUTE_SIGNS: dict[ComputeKind, str] = {"stated": "✓", "computable": "○", "estimated": "≈", "unknown": "✕"}


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "disclosure") as opened:
        if not opened:
            return
        by_model = disclosures()
        counts = group_counts(by_model)
        rows = [row for count in counts for row in _rows(count, t)]
        notes = count_notes(counts)
        show_figure(partial(bar_rows, rows, longest=1), "limits_legal-shares", page.described(t("shares-alt"), notes))
        st.caption(t("shares-control", year=TURN))
        page.notes(notes)
        st.caption(escape(EPOCH_AI))
        with st.expander(t("matrix"), icon=":material/table_chart:", key="limits_legal-matrix"):
            st.markdown(_matrix([disclosure for disclosure in by_model if disclosure.model.published >= TURN], t))
            st.caption(t.prose("matrix-legend"))


def _rows(counted: GroupCount, t: Strings) -> list[Row]:
    """The shares of a group's models whose parameters and whose training tokens are disclosed."""
    count = max(1, counted.count)
    style: BarStyle = "marked" if counted.group == "closed-late" else "plain"
    return [
        Row(
            t(f"share-{what}", group=t(f"group-{counted.group}", year=TURN)),
            disclosed / count,
            t("of", disclosed=disclosed, count=counted.count),
            style,
        )
        for what, disclosed in (("parameters", counted.parameters), ("tokens", counted.tokens))
    ]


def _matrix(by_model: Sequence[Disclosure], t: Strings) -> str:
    """Model by model, as Markdown: closed ones first."""
    rows = []
    for disclosure in sorted(by_model, key=lambda disclosure: disclosure.model.weights != "no"):
        model = disclosure.model
        name = f"{escape(model.name)} ({escape(model.organisation)}, {model.published[:4]})"
        rows.append((name, _sign(disclosure.parameters), _sign(disclosure.tokens), _COMPUTE_SIGNS[disclosure.compute]))
    return table((t("matrix-model"), "N", "D", "C"), rows, "lccc")


def _sign(disclosed: bool) -> str:
    return "✓" if disclosed else "✕"
