"""Draw the curve: how does it go on with ten, a hundred, a thousand times the computation?"""

from __future__ import annotations

from llm_viz.chapters.scaling.compute.drawing import first_runs
from llm_viz.chapters.scaling.parts.drawing import drawing
from llm_viz.facts.chinchilla import chinchilla_runs
from llm_viz.facts.laws import published_fits, runs_source
from llm_viz.kit.compute.rent import rent
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.frame import Page

_ABOUT = "245 runs"


def show(page: Page) -> None:
    """The picture; the runs and the law reach the browser once a line is drawn."""
    with page.section("drawing", is_picture=True):
        question = page.ask_on_picture("draw-ask", own=page.t("draw-more"), about=_ABOUT)
        price = rent()
        drawing(question, first_runs(), price.dollars, chinchilla_runs(), page.visit, page.t)
        if not question.is_open:
            fold_citations("drawing", (runs_source(), published_fits()["besiroglu"].source, *price.sources), page.t)
