"""The data files, checked once in this process."""

from __future__ import annotations

import streamlit as st

from llm_viz.facts.check import CheckReport, check
from llm_viz.facts.contents import shipped


@st.cache_data(show_spinner=False)
def checked() -> CheckReport:
    """What the check of the data files found in this process."""
    return check(shipped())
