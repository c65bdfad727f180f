"""What the largest model will do: its point is dragged to where one expects it; then the marking is switched."""

from __future__ import annotations

from llm_viz.chapters.emergence.compute.jump import GUESSED, PICTURES, SOURCES
from llm_viz.chapters.emergence.parts.marks import marks
from llm_viz.facts.emergence import results
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture; the largest model's result reaches the browser once it has been guessed."""
    with page.section("jump", is_picture=True):
        question = page.ask_on_picture("guess-question", own=page.t("jump-show"), bounds=(0, 100), about=GUESSED)
        marks(question, page.visit, page.t)
        if question.is_open:
            task = results(GUESSED)
            fold_citations("jump", task.sources, page.t, page.t("examples", count=task.examples))
        else:
            sources = (source for name in PICTURES for source in results(SOURCES[name]).sources)
            fold_citations("jump", sources, page.t, page.t("jump-sources"))
