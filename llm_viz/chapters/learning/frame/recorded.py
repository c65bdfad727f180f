"""The training run that was made beforehand, and what it is compared with."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.page.frame import Page
from llm_viz.training.character_model import Baselines, TrainingReport, baselines
from llm_viz.training.corpora import Corpus
from llm_viz.training.experiments import CHARACTER_MODEL
from llm_viz.training.results import Recorded


def recorded_run(page: Page) -> Recorded[TrainingReport]:
    """The run that was made beforehand with the default settings of the visit's language."""
    return CHARACTER_MODEL.recorded(page.visit.language)


def baselines_of(corpus: Corpus) -> Baselines:
    """The losses that counting in this text reaches, computed once for all visitors."""
    return _baselines(corpus.train, corpus.validation)


@st.cache_data(max_entries=20, max_size="50mb", show_spinner=False)
def _baselines(train: str, validation: str) -> Baselines:
    return baselines(train, validation)
