"""Page 12: where every published figure comes from, how sure each is, and whom to thank."""

from __future__ import annotations

from llm_viz.chapters.sources.sections import sources, thanks, wall
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """A wall with a dot for every figure, shelves with a book for every source, and whose models and data these are."""
    with chapter("sources") as page:
        play(
            page,
            (
                Act("wall", lambda: wall.show(page)),
                Act("list", lambda: sources.show(page)),
                Act("thanks", lambda: thanks.show(page)),
            ),
        )
