"""What holds for every test of chapter 11."""

from __future__ import annotations

import pytest
import streamlit as st


@pytest.fixture(autouse=True)
def no_results_of_other_tests() -> None:
    """Results that all visitors share are forgotten."""
    st.cache_data.clear()
