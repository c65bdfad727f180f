"""What each layer would have said (logit lens)."""

from __future__ import annotations

from llm_viz.chapters.next_token.compute.distribution import LISTED
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.kit.browser.lens_table import lens_table
from llm_viz.kit.compute.lens import lens_notes, telling_layers
from llm_viz.kit.page.frame import Page

_CANDIDATES = 5  # of each layer
_ROWS = 9  # layers that are shown at first


def read(page: Page) -> Trace:
    """One pass over the visitor's text, for this section and for what comes next."""
    return page.visit.lm.trace(page.visit.text, Capture(lens=_CANDIDATES, candidates=LISTED))


def show(page: Page) -> None:
    """The section."""
    with page.section("lens", is_picture=True):
        trace = read(page)
        lens_table("next_token-lens", trace.lens, page.t, telling_layers(trace.lens, _ROWS))
        page.notes(lens_notes(trace.lens, trace.tokens[-1]))
