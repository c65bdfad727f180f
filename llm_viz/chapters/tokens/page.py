"""Chapter 2: the text as the model reads it, how it was cut, and what other cuts and languages cost."""

from __future__ import annotations

from llm_viz.chapters.tokens.compute.cuts import guess_options, token_count
from llm_viz.chapters.tokens.compute.presets import PRESETS
from llm_viz.chapters.tokens.sections import compare, cost, merge, see
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Show the page: a guess at the number of tokens covers its sections."""
    with chapter("tokens", presets=PRESETS) as page:
        tokenization = page.visit.lm.tokenize(page.visit.text)
        count = token_count(tokenization)
        options = [str(option) for option in guess_options(count, page.visit.text)]
        if page.cover("guess-count", options, str(count), per_text=True):
            see.show(page, tokenization)
            merge.show(page)
            compare.show(page)
            cost.show(page)
