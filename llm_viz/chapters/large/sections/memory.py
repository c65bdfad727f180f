"""What it takes to hold a model: a calculator of weights and key-value cache."""

from __future__ import annotations

from llm_viz.chapters.large.compute.memory import memory_calculator
from llm_viz.chapters.large.frame import loaded_model
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The calculator, with the visit's model to begin with."""
    with page.section("memory"):
        calculator(memory_calculator(loaded_model(page.visit)), page.visit, page.t)
