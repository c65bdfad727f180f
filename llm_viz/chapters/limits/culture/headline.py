"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.facts.languages import gpt3_languages


def headline(_: DrawbackPage) -> Headline:
    """How much of what GPT-3 read is in the one language that it read most."""
    share = gpt3_languages()[0].share
    return Headline({"share": as_percent(share)}, share)
