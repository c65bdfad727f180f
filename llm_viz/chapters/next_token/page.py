"""Chapter 3: what the model predicts after the visitor's text."""

from __future__ import annotations

from llm_viz.chapters.next_token.compute.distribution import LISTED, make_guess
from llm_viz.chapters.next_token.compute.presets import PRESETS
from llm_viz.chapters.next_token.frame import show_formula
from llm_viz.chapters.next_token.sections import distribution, lens, whatif
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page: a guess at the most probable token, where one is possible, covers its sections."""
    with chapter("next_token", presets=PRESETS) as page:
        following = page.visit.lm.next_distribution(page.visit.text, LISTED)
        guess = make_guess(following, page.visit.text)
        if guess is None or page.cover("guess-question", guess.options, guess.answer, per_text=True):
            distribution.show(page, following)
            lens.show(page)
            whatif.show(page, following)
            show_formula(page, following)
