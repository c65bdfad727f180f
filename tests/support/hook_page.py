"""A page that does what a test in the same process wants, after each question of its address: `?do=NAME`."""

from __future__ import annotations

import streamlit as st

from tests.support import hooks

if (name := st.query_params.get("do")) is not None:
    hooks.HOOKS[name]()
st.write("done")
