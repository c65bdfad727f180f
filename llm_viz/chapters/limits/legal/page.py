"""The legal drawback: what makers disclose, and the line of 10²⁵ operations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.legal.compute import (
    CANDIDATES,
    EXAMPLES,
    LINE,
    TURN,
    Compute,
    Disclosure,
    Share,
    above_line,
    disclosures,
    flop_calculator,
    on_axis,
    settings,
    share_notes,
    shares,
)
from llm_viz.chapters.limits.shared.bar_charts import Row, bar_rows
from llm_viz.chapters.limits.shared.row_style import BarStyle
from llm_viz.facts.models import EPOCH_AI
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.compute.calculator import Axis, Mark, Option
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

_COMPUTE_SIGNS: dict[Compute, str] = {"stated": "✓", "computable": "○", "estimated": "≈", "unknown": "✕"}


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("legal", visit) as page:
        if not page.cover("guess-question", CANDIDATES, above_line(), judge="figures"):
            return
        _show_line(page)
        _show_disclosure(page)


def _show_line(page: Page) -> None:
    t = page.t
    with page.section("line"):
        models = on_axis()
        marks = [Mark(model.name, model.training_flop or 0) for model in models]
        marks.append(Mark(t("line"), LINE, line=True))
        presets = [Option(name, settings(name), name) for name in EXAMPLES]
        axis = Axis(1e20, 1e28, ("compute", "dense"), tuple(marks))
        calculator(flop_calculator(), page.visit, t, axis, presets)
        st.caption(t.prose("line-control"))
        with st.expander(t("sources-line"), icon=":material/menu_book:", key="limits_legal-sources-line"):
            st.markdown("\n".join(f"- **{escape(one.name)}**: {citation(one.source, t)}" for one in models))


def _show_disclosure(page: Page) -> None:
    t = page.t
    with page.section("disclosure"):
        found = disclosures()
        counted = shares(found)
        rows = [row for share in counted for row in _share_rows(share, t)]
        show_figure(partial(bar_rows, rows, longest=1), "limits_legal-shares", t("shares-alt"))
        st.caption(t("shares-control", year=TURN))
        page.notes(share_notes(counted))
        st.caption(escape(EPOCH_AI))
        with st.expander(t("matrix"), icon=":material/table_chart:", key="limits_legal-matrix"):
            st.markdown(_matrix([one for one in found if one.model.published >= TURN], t))
            st.caption(t.prose("matrix-legend"))


def _share_rows(share: Share, t: Strings) -> list[Row]:
    count = max(1, share.count)
    style: BarStyle = "marked" if share.group == "closed-late" else "plain"
    return [
        Row(
            t(f"share-{what}", group=t(f"group-{share.group}", year=TURN)),
            disclosed / count,
            t("of", disclosed=disclosed, count=share.count),
            style,
        )
        for what, disclosed in (("parameters", share.parameters), ("tokens", share.tokens))
    ]


def _matrix(found: Sequence[Disclosure], t: Strings) -> str:
    """Model by model, as Markdown: closed ones first."""
    rows = []
    for one in sorted(found, key=lambda one: one.model.weights != "no"):
        name = f"{escape(one.model.name)} ({escape(one.model.organisation)}, {one.model.published[:4]})"
        rows.append((name, _sign(one.parameters), _sign(one.tokens), _COMPUTE_SIGNS[one.compute]))
    return table((t("matrix-model"), "N", "D", "C"), rows, "lccc")


def _sign(disclosed: bool) -> str:
    return "✓" if disclosed else "✕"
