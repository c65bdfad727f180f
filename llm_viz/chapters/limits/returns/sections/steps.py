"""What the next tenfold of computing buys, from each budget on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent, power_of_ten
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.returns.compute import Tenfold, tenfold_notes, tenfolds
from llm_viz.chapters.limits.shared.charts.row_style import BarStyle
from llm_viz.chapters.limits.shared.charts.rows import Row, bar_rows
from llm_viz.facts.laws import published_fits, single_laws
from llm_viz.kit.compute.scaling_laws import tenfold_saving
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "steps") as opened:
        if not opened:
            return
        steps, always = tenfolds(), tenfold_saving()
        rows = [
            Row(t("step-kaplan"), always, percent(always, t.language), "marked"),
            *(_row(step, t) for step in steps),
        ]
        notes = tenfold_notes(steps)
        show_figure(partial(bar_rows, rows), "limits_returns-steps", page.described(t("steps-alt"), notes))
        st.caption(t.prose("steps-control"))
        page.notes(notes)
        show_citations((single_laws()["compute"].source, published_fits()["besiroglu"].source), t)


def _row(step: Tenfold, t: Strings) -> Row:
    style: BarStyle = "plain" if step.measured else "hollow"
    text = percent(step.saved, t.language)
    hover = t("step-hover", before=f"{step.before:.3f}", after=f"{step.after:.3f}", saved=text)
    return Row(
        t("step", power=power_of_ten(step.power), next=power_of_ten(step.power + 1)), step.saved, text, style, hover
    )
