"""The texts that were not written: the branches beside the text on screen."""

from __future__ import annotations

from llm_viz.chapters.generation.parts.text_tree import text_tree
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section."""
    with page.section("tree"):
        text_tree(page.t)
