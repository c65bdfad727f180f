"""The thresholds that started the debate: from which computation on abilities were seen."""

from __future__ import annotations

from llm_viz.chapters.emergence.parts.thresholds import thresholds_picture
from llm_viz.facts.emergence import thresholds
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The abilities beside a level of computation that rises under the hand."""
    t, abilities = page.t, thresholds()
    with page.section("thresholds", is_picture=True):
        alt = t("thresholds-alt", least=f"{abilities[0].flop:.1e}", most=f"{abilities[-1].flop:.1e}")
        thresholds_picture(abilities, alt, page.visit, t)
        fold_citations("thresholds", (abilities[0].source,), t)
