"""The line that the EU draws by training compute: a calculator, and real models on its axis."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.legal.compute import EXAMPLES, LINE, flop_calculator, on_axis, settings
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.compute.calculator import Axis, Mark, Option
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, flop = page.t, flop_calculator()
    with folded(page, "line", [f"{flop.name}_{knob.name}" for knob in flop.knobs]) as opened:
        if not opened:
            return
        models = on_axis()
        marks = [Mark(model.name, model.training_flop or 0) for model in models]
        marks.append(Mark(t("line"), LINE, line=True))
        presets = [Option(name, settings(name), name) for name in EXAMPLES]
        axis = Axis(1e20, 1e28, ("compute", "dense"), tuple(marks))
        calculator(flop, page.visit, t, axis, presets)
        st.caption(t.prose("line-control"))
        with st.expander(t("sources-line"), icon=":material/menu_book:", key="limits_legal-sources-line"):
            st.markdown("\n".join(f"- **{escape(model.name)}**: {citation(model.source, t)}" for model in models))
