"""A page of one line behind everything that stands before the app's pages; it notes which names are looked up.

streamlit run tests/support/small_app.py
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import streamlit as st

from llm_viz.base.discretion import keep_texts_out_of_the_log
from llm_viz.kit.shell.server.start import ROUTES, middleware

_resolve = socket.getaddrinfo


def _noted(host: object, *rest: object, **options: object) -> object:
    with Path(os.environ["LOOKED_UP"]).open("a") as notes:
        notes.write(f"{host}\n")
    return _resolve(host, *rest, **options)


socket.getaddrinfo = _noted
keep_texts_out_of_the_log()
app = st.App(Path(__file__).with_name("small_page.py"), routes=ROUTES, middleware=middleware({}))
