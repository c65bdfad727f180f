"""Chapter 5: how one token is drawn from the distribution, and why every text comes out differently."""

from __future__ import annotations

from llm_viz.chapters.sampling.compute.presets import PRESETS
from llm_viz.chapters.sampling.frame import last_texts, shared_settings
from llm_viz.chapters.sampling.parts.sampler import take_requested
from llm_viz.chapters.sampling.sections import live
from llm_viz.kit.page.frame import chapter

GUESSES = ("1", "2 – 4", "5 – 7", "8")
"""How many different texts the greedy choice writes in eight attempts; the first is right."""


def render() -> None:
    """Draw the page."""
    with chapter("sampling", presets=PRESETS) as page:
        wanted = take_requested() or shared_settings(page.visit)
        answered = wanted is not None or last_texts(page.visit) is not None
        page.guess("guess-greedy", GUESSES, GUESSES[0], answered=answered)
        live.show(page, wanted)
