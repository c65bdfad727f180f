"""A small and a large model write beside each other."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.speed.compute.machines import ceilings
from llm_viz.chapters.limits.speed.parts.race import race


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    with page.section("race", is_picture=True):
        race(ceilings(), page.t)
