"""Starts the server: `streamlit run app.py`, or `python app.py`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from llm_viz.kit.shell.server.start import MIDDLEWARE, ROUTES, explain, warm_up

MAIN = Path(__file__).parent / "llm_viz" / "main.py"
app = st.App(MAIN, lifespan=warm_up, routes=ROUTES, middleware=MIDDLEWARE, on_script_error=explain)

if __name__ == "__main__":
    app.run()
