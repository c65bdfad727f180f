"""Chapter 8: what is large about a large language model, and what that takes."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.large.sections import machine, memory, models, parts, plane, speed, training
from llm_viz.kit.page.frame import Page, chapter


def render() -> None:
    """The loaded model, the published ones, then what holding, training and running a model takes."""
    with chapter("large") as page:
        parts.show(page)
        models.show(page)
        plane.show(page)
        memory.show(page)
        training.show(page)
        show_writing(page)


@st.fragment
def show_writing(page: Page) -> None:
    """Two sections in one fragment: the bandwidth that the first measures is offered in the second."""
    bandwidth = machine.show(page)
    speed.show(page, bandwidth)
