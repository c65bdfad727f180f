"""Page 12: where every published figure comes from, how sure each is, and whom to thank."""

from __future__ import annotations

from llm_viz.chapters.sources.frame import read_and_checked
from llm_viz.chapters.sources.sections import models, sources, thanks, wall
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """A wall with a dot for every figure; then all sources as a list, and whose models and data these are."""
    with chapter("sources") as page:
        play(
            page,
            (
                Act("wall", lambda: wall.show(page)),
                Act("list", lambda: sources.show(page, read_and_checked()[0])),
                Act("thanks", lambda: _thanks(page)),
            ),
        )


def _thanks(page: Page) -> None:
    models.show(page)
    thanks.show(page)
