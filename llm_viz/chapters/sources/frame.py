"""The data files, read and checked once in this process."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.sources.compute.cited import DataFile, data_files
from llm_viz.facts.check import CheckReport, check, figures
from llm_viz.facts.contents import shipped


@st.cache_data(show_spinner=False)
def read_and_checked() -> tuple[tuple[DataFile, ...], CheckReport]:
    """All sources, and what the check of the data files found in this process."""
    data = shipped()
    return data_files(figures(data)), check(data)
