"""The drawback of bias: occupations and pronouns, and published stereotypes by size of the model."""

from __future__ import annotations

from llm_viz.chapters.limits.bias.frame import uncovered
from llm_viz.chapters.limits.bias.sections import occupations, sizes
from llm_viz.chapters.limits.frame import drawback
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback; the published figures need no pronouns."""
    with drawback("bias", visit) as page:
        measured = uncovered(page)
        if measured is not None:
            occupations.show(page, measured)
        if not page.covers:
            sizes.show(page)
