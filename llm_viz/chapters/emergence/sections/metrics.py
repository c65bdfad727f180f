"""The same answers marked in two ways: those of a model that learns to add, at any moment of its training."""

from __future__ import annotations

from llm_viz.chapters.emergence.compute.adding import adding_notes
from llm_viz.chapters.emergence.parts.answers import marked_answers
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page
from llm_viz.training.adding import TESTS
from llm_viz.training.experiments import ADDING


def show(page: Page) -> None:
    """The training as it was kept, with the switch, and what it shows."""
    t = page.t
    with page.section("metrics", is_picture=True):
        kept = ADDING.recorded(page.visit.language)
        notes = adding_notes(kept.reports)
        marked_answers(kept.reports, page.visit, t, page.described(t("answers-alt"), notes))
        page.explain("about-metrics")
        fold_notes(page, "metrics", notes)
        facts = t("answers-facts", parameters=kept.reports[-1].parameters, seed=str(kept.seed), tests=TESTS)
        fold_citations("metrics", (), t, facts)
