"""With thanks: prose only."""

from __future__ import annotations

from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section."""
    with page.section("thanks"):
        pass
