"""How large is GPT-3, beside the model that runs here? The visitor draws its square."""

from __future__ import annotations

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.compute.models import EMBEDDED
from llm_viz.chapters.large.compute.squares import DRAWABLE, GUESSED, STANDARD, chip_sources, squares
from llm_viz.chapters.large.parts.squares import squares_picture
from llm_viz.facts.models import published_model
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.frame import Page
from llm_viz.kit.shell.shell import show_error


def show(page: Page) -> None:
    """The picture; sizes from GPT-3 on reach the browser once its square is drawn."""
    t, visit = page.t, page.visit
    with page.section("squares", is_picture=True):
        try:
            key, name, parameters = visit.facts.key, visit.facts.name, float(visit.facts.parameters)
        except LlmVizError as error:
            show_error(error, t.language)
            standard = published_model(EMBEDDED[STANDARD])
            key, name, parameters = STANDARD, standard.name, standard.parameters or 0.0
        question = page.ask_on_picture("guess-question", own=t("squares-done"), bounds=DRAWABLE, about=GUESSED)
        row = squares(key, name, parameters)
        squares_picture(row, question, visit, t)
        shown = row[:2] if question.is_open else row
        sources = [square.source for square in shown if square.source is not None]
        chips = () if question.is_open else chip_sources()
        fold_citations("squares", (*sources, *chips), t, t("squares-sources"))
