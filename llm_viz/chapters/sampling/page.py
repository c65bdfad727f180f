"""Chapter 5: how one token is drawn from the distribution, and why every text comes out differently."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.sampling.sections import dial, hand, live
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import chapter

ACTS = {"dial": dial.show, "hand": hand.show, "live": live.show}
"""What fills the page, in the order of the chapter."""
NO_SENTENCE = frozenset({"hand"})
"""Acts that are about the article's words, not about the visitor's sentence."""


def render() -> None:
    """Draw the page."""
    with chapter("sampling") as page:
        play(
            page,
            [Act(name, partial(show, page), reads_sentence=name not in NO_SENTENCE) for name, show in ACTS.items()],
        )
