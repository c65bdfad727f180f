"""The thresholds that started the debate: from which computation on abilities were seen."""

from __future__ import annotations

from functools import partial

from llm_viz.chapters.emergence.charts import threshold_dots
from llm_viz.facts.emergence import thresholds
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The abilities on one axis of computation."""
    t, abilities = page.t, thresholds()
    with page.section("thresholds", is_picture=True):
        alt = t("thresholds-alt", least=f"{abilities[0].flop:.1e}", most=f"{abilities[-1].flop:.1e}")
        show_figure(partial(threshold_dots, abilities, t), "emergence-thresholds", alt)
        fold_citations("thresholds", (abilities[0].source,), t)
