"""What each layer would have said (logit lens)."""

from __future__ import annotations

from llm_viz.chapters.next_token.compute.lens import lens_notes
from llm_viz.chapters.next_token.parts.lens import lens_table
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.kit.page.frame import Page

_CANDIDATES = 5  # of each layer


def show(page: Page) -> None:
    """The section."""
    visit = page.visit
    with page.section("lens"):
        trace = visit.lm.trace(visit.text, Capture(lens=_CANDIDATES))
        lens_table(trace.lens, page.t)
        page.notes(lens_notes(trace.lens, trace.tokens[-1]))
