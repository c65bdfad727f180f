"""The question that covers the legal drawback."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.legal.compute import CANDIDATES, above_line


def uncovered(page: DrawbackPage) -> bool:
    """Ask which model is above the line; whether what follows may be seen."""
    return page.cover("guess-question", CANDIDATES, above_line(), judge="figures")
