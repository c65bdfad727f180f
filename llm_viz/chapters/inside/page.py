"""Chapter 7: a transformer taken apart, from the token that goes in to the probabilities that come out."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.inside.sections import block, neuron, positions, scores, stack, vector
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page."""
    with chapter("inside") as page:
        acts = (
            ("vector", vector.show),
            ("positions", positions.show),
            ("block", block.show),
            ("neuron", neuron.show),
            ("stack", stack.show),
            ("scores", scores.show),
        )
        play(page, [Act(key, partial(show, page)) for key, show in acts])
