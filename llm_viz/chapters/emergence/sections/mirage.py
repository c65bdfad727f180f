"""The argument of the mirage as a formula with sliders, beside GPT-3's additions."""

from __future__ import annotations

from llm_viz.chapters.emergence.compute.mirage import DIGITS, mirage_notes
from llm_viz.chapters.emergence.frame import cite
from llm_viz.chapters.emergence.parts.mirage import mirage_dials
from llm_viz.facts.emergence import results
from llm_viz.kit.page.frame import Page, guarded


def show(page: Page) -> None:
    """The sliders, and what the formula explains of the points."""
    with guarded(page.visit.language):
        mirage_dials(page.visit, page.t)
        page.prose("mirage")
        cite(page, results(f"addition-{DIGITS[0]}"))
        page.notes(mirage_notes())
