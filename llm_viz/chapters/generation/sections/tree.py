"""The texts that were not written: the branches beside the text on screen, folded."""

from __future__ import annotations

from llm_viz.chapters.generation.parts.text_tree import text_tree
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section."""
    with folded(page, "tree") as is_open:
        if is_open:
            text_tree(page.t)
