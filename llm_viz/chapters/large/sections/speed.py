"""How fast any model can write on any machine: a calculator."""

from __future__ import annotations

from llm_viz.chapters.large.compute.speed import speed_calculator
from llm_viz.chapters.large.frame import loaded_model
from llm_viz.engine.protocol.models import Bandwidth
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.page.frame import Page


def show(page: Page, bandwidth: Bandwidth | None) -> None:
    """The calculator; `bandwidth`: this machine's, once it was measured."""
    with page.section("speed"):
        calculator(speed_calculator(loaded_model(page.visit), bandwidth), page.visit, page.t)
