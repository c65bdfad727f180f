"""Chapter 2: the text as the model reads it, how it was cut, and what other cuts and languages cost."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.tokens.sections import compare, cost, merge, pieces, see
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Show the page: letters that join to tokens, how they join, other cuts, and what languages cost."""
    with chapter("tokens") as page:
        play(
            page,
            [
                Act("pieces", partial(_pieces, page)),
                Act("merge", partial(merge.show, page)),
                Act("compare", partial(compare.show, page)),
                Act("cost", partial(cost.show, page)),
            ],
        )


def _pieces(page: Page) -> None:
    """The cuts are to be guessed before the tokens are shown."""
    if pieces.show(page):
        see.show(page)
