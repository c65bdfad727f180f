"""Page 12: where every published figure comes from, and whom to thank."""

from __future__ import annotations

from llm_viz.chapters.sources.frame import read_and_checked
from llm_viz.chapters.sources.sections import check, models, sources, thanks
from llm_viz.kit.page.frame import chapter


def render() -> None:
    """Draw the page."""
    with chapter("sources") as page:
        files, report = read_and_checked()
        check.show(page, report)
        sources.show(page, files)
        models.show(page)
        thanks.show(page)
