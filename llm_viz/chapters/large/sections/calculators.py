"""Chapter 7: what holding and training a model takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.compute.calculators import memory_calculator, training_calculator
from llm_viz.chapters.large.compute.checks import training_checks
from llm_viz.engine.protocol import Inventory, ModelFacts
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.compute.calculator import Calculator
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit


def show_calculators(page: Page) -> None:
    """Memory, then training."""
    with page.section("memory"):
        show_calculator(page, memory_calculator(loaded_model(page.visit)))
    with page.section("training"):
        show_calculator(page, training_calculator())
        show_checks(page)


def show_checks(page: Page) -> None:
    """The rule beside published hours: how far it can be trusted."""
    t, checks = page.t, training_checks()
    with st.expander(t("checks", runs=len(checks)), icon=":material/fact_check:", key="large-checks"):
        page.prose("checks")
        head = [t(f"column-{name}") for name in ("model", "predicted", "published", "ratio")]
        rows = [
            (escape(one.run.model), f"{one.predicted_hours:,.0f}", f"{one.published_hours:,.0f}", f"{one.ratio:.2f}")
            for one in checks
        ]
        sources = (f"- {escape(one.run.model)}: :gray[{citation(one.run.source, t)}]" for one in checks)
        st.markdown("\n".join((table(head, rows, "lrrr"), "", *sources)))


def show_calculator(page: Page, described: Calculator) -> None:
    """A calculator with the settings of the address."""
    calculator(described, settings_of(page.visit, described), page.t)


def settings_of(visit: Visit, described: Calculator) -> dict[str, float]:
    """Every knob as the address has it (`<calculator>_<knob>`), else at its default."""
    return {
        knob.name: visit.param_float(f"{described.name}_{knob.name}", knob.default, knob.low, knob.high)
        for knob in described.knobs
    }


def loaded_model(visit: Visit) -> tuple[ModelFacts, Inventory] | None:
    """The visit's model if it writes; None while it cannot be used, which the first section has said."""
    try:
        facts = visit.facts
        return (facts, visit.lm.inventory) if facts.causal else None
    except LlmVizError:
        return None
