"""All that the distribution and the texts drawn from it support, folded."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


def show(page: Page, notes: Sequence[Note]) -> None:
    """Draw the section."""
    with folded(page, "observed") as is_open:
        if is_open:
            page.notes(notes)
