"""A page that does what a test in the same process wants, in a fragment: `?do=NAME`; without that what "" names."""

from __future__ import annotations

import streamlit as st

from llm_viz.kit.page.frame import guarded
from llm_viz.kit.waiting import open_notice
from tests.support import hooks

open_notice("en")


@st.fragment
def part() -> None:
    """What a section does."""
    with guarded("en"):
        name = st.query_params.get("do", "")
        if name or name in hooks.HOOKS:
            hooks.HOOKS[name]()
        st.write("done")


part()
