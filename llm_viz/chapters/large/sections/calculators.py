"""Chapter 7: what holding and training a model takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.compute.calculators import memory_calculator, training_calculator
from llm_viz.chapters.large.compute.checks import training_checks
from llm_viz.engine.protocol.models import Inventory, ModelFacts
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit, check_cancelled


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
        rows = [f"| {t('column-model')} | {t('column-predicted')} | {t('column-published')} | {t('column-ratio')} |"]
        rows.append("|:--|--:|--:|--:|")
        rows += [
            f"| {escape(one.run.model)} | {one.predicted_hours:,.0f} | {one.published_hours:,.0f} | {one.ratio:.2f} |"
            for one in checks
        ]
        sources = (f"- {escape(one.run.model)}: :gray[{citation(one.run.source, t)}]" for one in checks)
        st.markdown("\n".join([*rows, "", *sources]))


def loaded_model(visit: Visit) -> tuple[ModelFacts, Inventory] | None:
    """The visit's model if it writes; None while it cannot be used, which the first section has said."""
    try:
        facts = visit.facts
        return (facts, visit.engine.inventory(visit.model, check_cancelled)) if facts.causal else None
    except LlmVizError:
        return None
