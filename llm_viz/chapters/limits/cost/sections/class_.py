"""What a class uses: a calculator of energy and emissions. The section's name, `class`, is a keyword of Python."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.limits.cost.compute import BOILING_A_LITRE, class_calculator, energy_runs, watt_hours
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.facts.cost import Query, grids
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.compute.calculator import Axis, Mark, Option
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.folds import folded

_TRAINED = ("OLMo-7B", "GPT-3 175B", "Llama 3.1 405B")
"""Training runs to compare a class with."""


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, use = page.t, class_calculator()
    with folded(page, "class", [f"{use.name}_{knob.name}" for knob in use.knobs]) as opened:
        if not opened:
            return
        published = watt_hours()
        trained = [run for run in energy_runs() if run.model in _TRAINED]
        marks = [Mark(t("boiling"), BOILING_A_LITRE)]
        marks += [Mark(t("training-of", model=run.model), 1000 * (run.energy_mwh or 0)) for run in trained]
        axis = Axis(1e-2, 1e8, ("energy", "most"), tuple(marks))
        presets = [_preset(query, t) for query in published]
        calculator(use, page.visit, t, axis, presets)
        st.caption(t.prose("class-control"))
        sources = (*(query.source for query in published), grids().source)
        with st.expander(t("sources-class"), icon=":material/menu_book:", key="limits_cost-class-sources"):
            st.markdown("\n".join(f"- {citation(source, t)}" for source in sources))


def _preset(query: Query, t: Strings) -> Option:
    watt_hours_each = query.watt_hours or 0
    return Option(query.key, {"wh": watt_hours_each}, t(f"query-{query.key}", wh=watt_hours_each))
