"""Chapter 8: what is large about a large language model, and what that takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.large.sections import cost, machine, memory, models, parts, plane, speed, squares, training
from llm_viz.kit.page.acts import Act, play
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """Squares of true area; then the loaded model, the published ones, and what holding and training one takes."""
    with chapter("large") as page:
        play(
            page,
            (
                Act("squares", lambda: squares.show(page)),
                Act("parts", lambda: parts.show(page)),
                Act("models", lambda: _published(page)),
                Act("cost", lambda: _cost(page)),
            ),
        )


def _published(page: Page) -> None:
    models.show(page)
    with folded(page, "plane") as is_open:
        if is_open:
            plane.show(page)


def _cost(page: Page) -> None:
    cost.show(page)
    with st.expander(page.t("section-memory"), icon=":material/memory:", key="large-memory-fold"):
        memory.show(page)
    with st.expander(page.t("section-training"), icon=":material/model_training:", key="large-training-fold"):
        training.show(page)
    with st.expander(page.t("fold-writing"), icon=":material/speed:", key="large-writing-fold"):
        _writing(page)


@st.fragment
def _writing(page: Page) -> None:
    """Two sections in one fragment: the bandwidth that the first measures is offered in the second."""
    bandwidth = machine.show(page)
    speed.show(page, bandwidth)
