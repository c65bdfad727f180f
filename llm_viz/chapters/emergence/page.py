"""Chapter 10: whether abilities appear suddenly, and how much of the jump is the metric's."""

from __future__ import annotations

from llm_viz.chapters.emergence.sections import copying, debate, jump, metrics, mirage, thresholds
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """A jump, and nothing more until its guess; then the metrics behind it, a training of one's own, the debate."""
    with chapter("emergence") as page:
        if jump.show(page):
            metrics.show(page)
            mirage.show(page)
            copying.show(page)
            debate.show(page)
            thresholds.show(page)
