"""Three meanings of "large": published models by date, and by parameters, training tokens or computation."""

from __future__ import annotations

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.compute.models import MEASURES, comparable, model_notes
from llm_viz.chapters.large.parts.models import models_by_date
from llm_viz.facts.models import published_models
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture by all three measures, and what else they show."""
    models = published_models()
    with page.section("models", is_picture=True):
        models_by_date(models, _loaded_size(page), page.visit, page.t)
        page.explain("about-models")
        notes = [note for measure in MEASURES for note in model_notes(comparable(models, measure), measure)[1:]]
        fold_notes(page, "models", notes)


def _loaded_size(page: Page) -> float | None:
    """Parameters of the loaded model; None while it cannot be used, which the section above has said."""
    try:
        return float(page.visit.facts.parameters)
    except LlmVizError:
        return None
