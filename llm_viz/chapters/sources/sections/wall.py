"""The wall: a dot for every figure, in the order of how sure it is, of its chapter or of its source."""

from __future__ import annotations

from llm_viz.chapters.sources.frame import checked
from llm_viz.chapters.sources.parts.wall import wall_part
from llm_viz.chapters.sources.sections import check
from llm_viz.kit.page.frame import Page

_ABOUT = "figures"


def show(page: Page) -> None:
    """The picture; how sure each figure is reaches the browser once somebody has guessed. Then what the check found."""
    with page.section("wall", is_picture=True):
        question = page.ask_on_picture("wall-ask", own=page.t("wall-line"), about=_ABOUT)
        wall_part(question, page.visit, page.t)
    if not question.is_open:
        check.show(page, checked())
