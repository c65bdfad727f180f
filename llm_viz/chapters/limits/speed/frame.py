"""The question that covers the drawback of slowness, and its answer in numbers."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.speed.compute.machines import LIMITING_FACTORS, limiting_factor
from llm_viz.kit.compute.notes import Note


def uncovered(page: DrawbackPage) -> bool:
    """Ask what holds writing back; whether what follows may be seen."""
    t = page.t
    limit, by_memory, by_arithmetic = limiting_factor()
    options = [t(f"limit-{factor}") for factor in LIMITING_FACTORS]
    if not page.cover("guess-question", options, t(f"limit-{limit}"), judge="figures"):
        return False
    page.notes((Note("note-bound", {"memory": f"{by_memory:,.0f}", "arithmetic": f"{by_arithmetic:,.0f}"}),))
    return True
