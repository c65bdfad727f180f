"""Step by step: the record of every choice as a table, and all that it supports, folded."""

from __future__ import annotations

from llm_viz.chapters.generation.compute.steps import notes
from llm_viz.chapters.generation.frame import Writing
from llm_viz.chapters.generation.parts.steps_table import steps_table
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


def show(page: Page, writing: Writing) -> None:
    """Draw the section."""
    with folded(page, "table") as is_open:
        if is_open:
            steps_table(page.t)
            page.notes(notes(writing.texts.line(writing.node)[: writing.seen]))
