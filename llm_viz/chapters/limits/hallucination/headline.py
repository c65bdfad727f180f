"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.hallucination.compute.answers import SAMPLES
from llm_viz.chapters.limits.hallucination.compute.questions import first_invented
from llm_viz.chapters.limits.hallucination.frame import SEED, cached_answers
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.chapters.limits.shared.frame.seed import current_seed


def headline(page: DrawbackPage) -> Headline:
    """How many different authors the model names for a book that does not exist, once that was asked."""
    if page.has_covered("guess-question"):
        return Headline(answers=True)
    answers = cached_answers(page.visit.lm, first_invented(page.visit.language), current_seed(page, SEED)).answers
    return Headline({"distinct": answers.distinct, "count": SAMPLES}, answers.distinct / SAMPLES, answers=True)
