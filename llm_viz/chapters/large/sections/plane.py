"""All three meanings of "large" at once: published models by training tokens and parameters, with equal computation."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.large.compute.models import ratio_notes
from llm_viz.chapters.large.parts.plane import models_on_a_plane
from llm_viz.facts.models import EPOCH_AI, published_models
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page, guarded


def show(page: Page) -> None:
    """The plane, and the source of both pictures of published models."""
    t, models = page.t, published_models()
    with guarded(page.visit.language):
        notes = ratio_notes(models)
        models_on_a_plane(models, page.said(notes[:1]), t)
        page.notes(notes[1:])
        st.caption(t("models-source", credit=escape(EPOCH_AI)))
