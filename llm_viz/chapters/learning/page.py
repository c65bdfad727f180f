"""Chapter 1: where a language model's knowledge comes from."""

from __future__ import annotations

from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.chapters.learning.compute.training import OUTCOMES, outcome
from llm_viz.chapters.learning.frame.recorded import baselines_of, recorded_run
from llm_viz.chapters.learning.sections import data, lesson, same
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page: a guess at what the training run made beforehand ended with covers its sections."""
    with chapter("learning") as page:
        corpus = recorded_settings(page.visit.language).corpus
        answer = outcome(recorded_run(page).reports[-1], baselines_of(corpus))
        options = {name: page.t(f"reached-{name}") for name in OUTCOMES}
        if page.cover("guess-question", list(options.values()), options[answer]):
            lesson.show(page)
            same.show(page)
            data.show(page)
