"""Starts the server: `streamlit run app.py`, or `python app.py`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from llm_viz.chapters import ORDER, chapters
from llm_viz.kit.shell.server.start import ROUTES, explain, middleware, warm_up

MAIN = Path(__file__).parent / "llm_viz" / "main.py"
WARMED_UP = partial(
    warm_up,
    pages=("", *ORDER[1:]),  # as the addresses of the pages end
    waiting=[chapter.name for chapter in chapters() if chapter.about.waits_for_model],
)
BEFORE = middleware({chapter.name: chapter.about.opens_on for chapter in chapters()})
app = st.App(MAIN, lifespan=WARMED_UP, routes=ROUTES, middleware=BEFORE, on_script_error=explain)

if __name__ == "__main__":
    app.run()
