"""What several sections of the page show alike."""

from __future__ import annotations

from llm_viz.facts.emergence import TaskResults
from llm_viz.kit.page.citations import show_citations
from llm_viz.kit.page.frame import Page


def cite(page: Page, task: TaskResults) -> None:
    """How a task was asked, and where its numbers come from."""
    show_citations(task.sources, page.t, page.t("examples", count=task.examples))
