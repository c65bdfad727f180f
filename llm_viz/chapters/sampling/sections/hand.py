"""By hand: what the temperature does to the four probabilities of the article."""

from __future__ import annotations

from llm_viz.chapters.sampling.frame import settings_in_address
from llm_viz.chapters.sampling.parts.hand import hand
from llm_viz.kit.page.frame import Page, guarded


def show(page: Page) -> None:
    """Draw the picture; no model is asked."""
    with guarded(page.visit.language):
        hand(page.t, settings_in_address(page.visit))
