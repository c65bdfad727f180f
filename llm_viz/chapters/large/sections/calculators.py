"""Chapter 7: what holding and training a model takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.compute.calculators import memory_calculator, training_calculator
from llm_viz.chapters.large.compute.checks import training_checks
from llm_viz.engine.protocol.models import Inventory, ModelFacts
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit


def show_calculators(page: Page) -> None:
    """Memory, then training."""
    with page.section("memory"):
        calculator(memory_calculator(loaded_model(page.visit)), page.visit, page.t)
    with page.section("training"):
        calculator(training_calculator(), page.visit, page.t)
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


def loaded_model(visit: Visit) -> tuple[ModelFacts, Inventory] | None:
    """The visit's model if it writes; None while it cannot be used, which the first section has said."""
    try:
        facts = visit.facts
        return (facts, visit.lm.inventory) if facts.causal else None
    except LlmVizError:
        return None
