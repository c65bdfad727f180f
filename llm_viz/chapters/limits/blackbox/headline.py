"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.base.numbers import as_large
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline


def headline(page: DrawbackPage) -> Headline:
    """How many numbers the visit's model consists of."""
    return Headline({"parameters": as_large(page.visit.facts.parameters)})
