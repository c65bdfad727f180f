"""The drawback of diminishing returns: the next tenfold, one-sided growth, and data read again."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large, percent, power_of_ten
from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.returns.compute import (
    Step,
    guesses,
    kaplan_saving,
    repeat_notes,
    repeats,
    start_model,
    step_notes,
    steps,
    way_notes,
    ways,
)
from llm_viz.chapters.limits.shared.bar_charts import Row, bar_rows
from llm_viz.chapters.limits.shared.row_style import BarStyle
from llm_viz.facts.laws import published_fits, single_laws
from llm_viz.kit.browser.curves import curves
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

_CURSOR = 60  # a thousand times the budget


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("returns", visit) as page:
        if not page.cover("guess-question", guesses(), percent(kaplan_saving()), judge="figures"):
            return
        _show_steps(page)
        _show_ways(page)
        _show_repeats(page)


def _show_steps(page: Page) -> None:
    t = page.t
    with page.section("steps"):
        found, always = steps(), kaplan_saving()
        rows = [Row(t("step-kaplan"), always, percent(always), "marked"), *(_step_row(step, t) for step in found)]
        show_figure(partial(bar_rows, rows), "limits_returns-steps", t("steps-alt"))
        st.caption(t.prose("steps-control"))
        page.notes(step_notes(found))
        sources = (single_laws()["compute"].source, published_fits()["besiroglu"].source)
        st.caption("  \n".join(citation(source, t) for source in sources))


def _step_row(step: Step, t: Strings) -> Row:
    style: BarStyle = "plain" if step.measured else "hollow"
    text = percent(step.saved)
    hover = t("step-hover", before=f"{step.before:.3f}", after=f"{step.after:.3f}", saved=text)
    return Row(
        t("step", power=power_of_ten(step.power), next=power_of_ten(step.power + 1)), step.saved, text, style, hover
    )


def _show_ways(page: Page) -> None:
    t = page.t
    with page.section("ways"):
        found = ways()
        parameters, tokens = start_model()
        st.markdown(t("ways-start", parameters=large(round(parameters)), tokens=large(round(tokens))))
        lines = {
            "both": found.both,
            "size": found.size,
            "data": found.data,
            "floor": np.full_like(found.times, found.floor),
        }
        curves("ways", (found.times, "count"), lines, _CURSOR, page.visit, t, log=True)
        st.caption(t.prose("ways-control"))
        page.notes(way_notes(found))


def _show_repeats(page: Page) -> None:
    t = page.t
    with page.section("repeats"):
        epochs, worth = repeats()
        curves("repeats", (epochs, "count"), {"again": worth, "new": epochs}, 3, page.visit, t, digits=1)
        st.caption(t.prose("repeats-control"))
        page.notes(repeat_notes())
