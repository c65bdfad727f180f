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
from llm_viz.engine.request_limits import KEPT_CHARACTERS, MAX_CHARACTERS
from llm_viz.kit.browser.part import part
from llm_viz.kit.rude_words import SWITCH

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
            "page": t.chapter,  # Streamlit clears the address on a change of page; new data makes it complete again
            "address": visit_address(),
        },
        on_submitted_change=_submit,
    )
    if st.session_state.pop(_CUT, False):
        st.caption(t("sentence-cut", limit=KEPT_CHARACTERS))


def keep_sentence(text: str) -> None:
    """Make this the sentence of the visit, or as much of its beginning as is kept, which the visitor is then told."""
    st.session_state["text"] = text[:KEPT_CHARACTERS]
    st.session_state[_CUT] = len(text) > KEPT_CHARACTERS


def visit_address() -> dict[str, str | None]:
    """What every page's address says of the visit (None: nothing).

    A text that is too long to be read is left out: no server takes an address of that length.
    """
    text: str = st.session_state["text"]
    return {
        "lang": st.session_state["lang"],
        "model": st.session_state["model"],
        "text": text if len(text) <= MAX_CHARACTERS else None,
        "projector": "1" if st.session_state["projector"] else None,
        SWITCH: _cover_in_address(),
    }


def _cover_in_address() -> str | None:
    """Projector mode covers rude words unless the visitor has said otherwise, so only the other two cases are told."""
    is_on = bool(st.session_state[SWITCH])
    return None if is_on == st.session_state["projector"] else str(int(is_on))


def _submit() -> None:
    submitted = st.session_state[_KEY].submitted
    if isinstance(submitted, str):
        keep_sentence(submitted)
