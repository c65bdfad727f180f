"""Chapter 1: where a language model's knowledge comes from."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.chapters.learning.compute.training import OUTCOMES, outcome
from llm_viz.chapters.learning.frame.recorded import baselines_of, recorded_run
from llm_viz.chapters.learning.sections import data, lesson, same, watch
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Show the page: a training to watch, one of one's own, the same measure on large models, and their data."""
    with chapter("learning") as page:
        play(
            page,
            [
                Act("watch", partial(watch.show, page), reads_sentence=False),
                Act("lesson", partial(_lesson, page), reads_sentence=False),
                Act("same", partial(same.show, page)),
                Act("data", partial(data.show, page), reads_sentence=False),
            ],
        )


def _lesson(page: Page) -> None:
    """A guess at what the training run made beforehand ended with covers the training."""
    corpus = recorded_settings(page.visit.language).corpus
    answer = outcome(recorded_run(page).reports[-1], baselines_of(corpus))
    options = {name: page.t(f"reached-{name}") for name in OUTCOMES}
    if page.cover("guess-question", list(options.values()), options[answer]):
        lesson.show(page)
