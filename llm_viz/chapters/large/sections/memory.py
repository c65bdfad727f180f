"""What it takes to hold a model: a calculator of weights and key-value cache, and of what training takes."""

from __future__ import annotations

from llm_viz.chapters.large.compute.memory import memory_calculator
from llm_viz.chapters.large.frame import loaded_model
from llm_viz.facts.memory import training_memory
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.frame import Page, guarded


def show(page: Page) -> None:
    """The calculator, with the visit's model to begin with."""
    with guarded(page.visit.language):
        page.prose("about-memory")
        calculator(memory_calculator(loaded_model(page.visit)), page.visit, page.t)
        known = training_memory()
        explained = page.t("training-memory", bytes=known.bytes_per_parameter)
        fold_citations("memory", (known.source,), page.t, explained)
