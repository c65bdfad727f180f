"""The sentence that travels through the app, as an input of its own.

Streamlit's text area takes Enter for a new line, which would change what the model reads; its text input drops line
ends. Here Enter reads the sentence (not while a Japanese input method is composing), Shift+Enter starts a new line.
"""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.engine.request_limits import KEPT_CHARACTERS, MAX_CHARACTERS
from llm_viz.kit.browser.part import part

_KEY = "sentence"
_CUT = "sentence-was-cut"


def sentence_bar(t: Strings) -> None:
    """Show the sentence of the session state; what is submitted becomes the new one."""
    part(__file__, as_written=True)(
        _KEY,
        {
            "text": st.session_state["text"],
            "limit": MAX_CHARACTERS,
            "kept": KEPT_CHARACTERS,
            "label": t("sentence"),
            "submit": t("sentence-submit"),
            "hint": t("sentence-hint"),
            "empty": t("sentence-empty"),
        },
        on_submitted_change=_submit,
    )
    if st.session_state.pop(_CUT, False):
        st.caption(t("sentence-cut", limit=KEPT_CHARACTERS))


def keep_sentence(text: str) -> None:
    """Make this the sentence of the visit, or as much of its beginning as is kept, which the visitor is then told."""
    st.session_state["text"] = text[:KEPT_CHARACTERS]
    st.session_state[_CUT] = len(text) > KEPT_CHARACTERS


def _submit() -> None:
    submitted = st.session_state[_KEY].submitted
    if isinstance(submitted, str):
        keep_sentence(submitted)
