"""Chapter 7: a transformer taken apart, from the token that goes in to the probabilities that come out."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.inside.sections import block, neuron, positions, scores, stack, vector
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Show the page."""
    with chapter("inside") as page:
        play(
            page,
            [
                Act("vector", partial(_words, page), folds=("positions",)),
                Act("block", partial(_block, page), folds=("neuron",)),
                Act("stack", partial(stack.show, page)),
                Act("scores", partial(scores.show, page)),
            ],
        )


def _words(page: Page) -> None:
    vector.show(page)
    positions.show(page)


def _block(page: Page) -> None:
    block.show(page)
    neuron.show(page)
