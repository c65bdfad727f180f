"""The drawback of the black box: heads taken away, and the model's own words about itself."""

from __future__ import annotations

from llm_viz.chapters.limits.blackbox.frame import uncovered
from llm_viz.chapters.limits.blackbox.sections import cut, explanation, ranking
from llm_viz.chapters.limits.frame import drawback
from llm_viz.kit.visit import Visit


def render(visit: Visit) -> None:
    """Draw the drawback."""
    with drawback("blackbox", visit) as page:
        observed = uncovered(page)
        if observed is None:
            return
        ablations = cut.show(page, observed)
        ranking.show(page, observed)
        if ablations:
            explanation.show(page, observed, ablations)
