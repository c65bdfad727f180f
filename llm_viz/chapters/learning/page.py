"""Chapter 1: where a language model's knowledge comes from."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.learning.sections import data, lesson, same, watch
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page: a training to watch, one of one's own, the same measure on large models, and their data."""
    with chapter("learning") as page:
        play(
            page,
            [
                Act("watch", partial(watch.show, page), reads_sentence=False),
                Act("lesson", partial(lesson.show, page), reads_sentence=False),
                Act("same", partial(same.show, page)),
                Act("data", partial(data.show, page), reads_sentence=False),
            ],
        )
