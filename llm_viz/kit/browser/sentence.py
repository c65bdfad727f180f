"""The sentence that travels through the app, as an input of its own.

Streamlit's text area takes Enter for a new line, which would change what the model reads; its text input drops line
ends. Here Enter reads the sentence (not while a Japanese input method is composing), Shift+Enter starts a new line.

It also keeps the page's address complete. Streamlit's own `bind="query-params"` writes the label of an option, which
depends on the language, and on a change made by the program it restores the address of an earlier moment, without what
other components have put there since.
"""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.part import part

_KEY = "sentence"


def sentence_bar(t: Strings, limit: int) -> None:
    """Show the sentence of the session state; what is submitted becomes the new one."""
    part(__file__)(
        _KEY,
        {
            "text": st.session_state["text"],
            "limit": limit,
            "label": t("sentence"),
            "submit": t("sentence-submit"),
            "hint": t("sentence-hint"),
            "empty": t("sentence-empty"),
            "page": t.chapter,  # Streamlit clears the address on a change of page; new data makes it complete again
            "address": visit_address(),
        },
        on_submitted_change=_submit,
    )


def visit_address() -> dict[str, str | None]:
    """What every page's address says of the visit (None: nothing)."""
    return {
        "lang": st.session_state["lang"],
        "model": st.session_state["model"],
        "text": st.session_state["text"],
        "projector": "1" if st.session_state["projector"] else None,
    }


def _submit() -> None:
    submitted = st.session_state[_KEY].submitted
    if isinstance(submitted, str):
        st.session_state["text"] = submitted
