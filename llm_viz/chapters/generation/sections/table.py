"""Step by step: the record of every choice as a table."""

from __future__ import annotations

from llm_viz.chapters.generation.parts.steps_table import steps_table
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section."""
    with page.section("table"):
        steps_table(page.t)
