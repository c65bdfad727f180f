"""Chapter 10: whether abilities appear suddenly, and how much of the jump is the metric's."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.emergence.sections import copying, debate, jump, metrics, mirage, tasks, thresholds
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """A jump and its marking; then answers to mark, a training of one's own, and the debate."""
    with chapter("emergence") as page:
        play(
            page,
            (
                Act("jump", lambda: jump.show(page)),
                Act("metrics", lambda: _metrics(page)),
                Act("copying", lambda: copying.show(page)),
                Act("debate", lambda: _debate(page)),
            ),
        )


def _metrics(page: Page) -> None:
    metrics.show(page)
    tasks.show(page)
    with st.expander(page.t("section-mirage"), icon=":material/tune:", key="emergence-mirage-fold"):
        mirage.show(page)


def _debate(page: Page) -> None:
    thresholds.show(page)
    with st.expander(page.t("section-debate"), icon=":material/forum:", key="emergence-debate-fold"):
        debate.show(page)
