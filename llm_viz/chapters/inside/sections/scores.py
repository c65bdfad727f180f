"""The last step: from the last vector to scores, and from scores to probabilities, by hand."""

from __future__ import annotations

from llm_viz.chapters.inside.compute.scores import lead, scores
from llm_viz.chapters.inside.parts.machine import machine_payload
from llm_viz.chapters.inside.parts.scores import show_scores
from llm_viz.kit.page.frame import Page

QUESTION = "guess-scores"


def show(page: Page) -> None:
    """The act; how much more likely the first token is than the second is guessed before any probability is shown."""
    with page.section("scores", is_picture=True):
        lm, text, t = page.visit.lm, page.visit.text, page.t
        found = scores(lm, text)
        ahead = lead(found.best)
        question = page.ask_on_picture(QUESTION, [t("scores-times", times=answer) for answer in ahead.answers])
        machine = machine_payload(lm.facts, lm.tokenize(text).tokens[-1].text, t)
        show_scores(found, t("scores-times", times=ahead.times), question, machine, t)
