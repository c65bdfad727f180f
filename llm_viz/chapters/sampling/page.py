"""Chapter 5: how one token is drawn from the distribution, and why every text comes out differently."""

from __future__ import annotations

from llm_viz.chapters.sampling.compute.presets import PRESETS
from llm_viz.chapters.sampling.sections import live
from llm_viz.kit.page.frame import chapter

GUESSES = ("1", "2 – 4", "5 – 7", "8")
"""How many different texts the greedy choice writes in eight attempts; the first is right."""


def render() -> None:
    """Draw the page."""
    with chapter("sampling", presets=PRESETS) as page:
        page.guess("guess-greedy", GUESSES, GUESSES[0])
        live.show(page)
