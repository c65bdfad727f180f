"""Chapter 1: where a language model's knowledge comes from."""

from __future__ import annotations

from llm_viz.chapters.learning.compute.lesson import REACHED, reached
from llm_viz.chapters.learning.sections import data as learning_data
from llm_viz.chapters.learning.sections import lesson as learning_lesson
from llm_viz.chapters.learning.sections import same as learning_surprise
from llm_viz.chapters.learning.sections.choice import default_choice
from llm_viz.kit.page.frame import Page, chapter


def draw(page: Page) -> None:
    before = learning_lesson.recorded(page)
    answer = reached(before.reports[-1], learning_lesson.counted(default_choice(page)))
    options = {name: page.t(f"reached-{name}") for name in REACHED}
    if page.cover("guess-question", list(options.values()), options[answer]):
        learning_lesson.show(page)
        learning_surprise.show(page)
        learning_data.show(page)


def render() -> None:
    """Draw the page."""
    with chapter("learning") as this_page:
        draw(this_page)
