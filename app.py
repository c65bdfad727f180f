"""Starts the server: `streamlit run app.py`, or `python app.py`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from llm_viz.ui.server import MIDDLEWARE, warm_up

app = st.App(Path(__file__).parent / "llm_viz" / "main.py", lifespan=warm_up, middleware=MIDDLEWARE)

if __name__ == "__main__":
    app.run()
