"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.returns.compute import ASKED, prices
from llm_viz.chapters.limits.shared.compute.headline import Headline


def headline(_: DrawbackPage) -> Headline:
    """How many times the money it takes to be less unsure by one door."""
    by_doors = {price.doors: price.dollars for price in prices()}
    return Headline({"times": round(by_doors[ASKED] / by_doors[ASKED + 1])}, answers=True)
