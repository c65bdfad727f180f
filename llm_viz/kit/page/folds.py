"""Sections that begin folded: the page stays short, and what is folded is not computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from llm_viz.kit.browser.stage import from_here
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.frame import Page, guarded


@contextmanager
def folded(page: Page, key: str, params: Sequence[str] = ()) -> Iterator[bool]:
    """A section as a fold named by its heading: whether it is open, which the address remembers as `show_<key>`.

    It begins open if the address holds one of the section's own `params`; then the page is shown from there. Its prose
    comes with it. Inside a fragment, opening it runs nothing else.
    """
    # Asked once: later, the browser itself writes the section's settings into the address.
    linked = st.session_state.setdefault(_place(page.name, key), any(name in st.query_params for name in params))
    with st.container(key=f"section-{page.name}-{key}"):
        if linked:
            from_here(f"{page.name}-{key}")
        fold = st.expander(
            page.t(f"section-{key}"),
            linked,
            key=f"show_{key}",
            icon=":material/unfold_more:",
            bind="query-params",
        )
        with fold, guarded(page.visit.language):
            if fold.open:
                page.prose(key)
            yield bool(fold.open)


def open_fold(key: str) -> None:
    """Let the fold `key` be open where this run of the page comes to it; it must not have come to it yet."""
    st.session_state[f"show_{key}"] = True


def link_to_fold(name: str, key: str) -> None:
    """Open the fold `key` of the chapter `name`, as an address does that leads to it."""
    st.session_state[_place(name, key)] = True
    open_fold(key)


def _place(name: str, key: str) -> str:
    """Where the session state keeps whether the address led to a fold."""
    return f"{name}-fold-{key}"


def bottom_line(page: Page, key: str, notes: Sequence[Note]) -> None:
    """The first thing that the numbers say, as the sentence below the picture `key`; what else they say in a fold."""
    if notes:
        with st.container(key=f"says-{page.name}-{key}"):
            page.say(notes[:1])
        fold_notes(page, key, notes[1:])


def fold_notes(page: Page, key: str, notes: Sequence[Note]) -> None:
    """The “look here” of the picture `key` in a closed fold, where it would take the room of the picture."""
    if notes:
        with st.expander(page.t("look-here"), icon=":material/visibility:", key=f"notes-{page.name}-{key}"):
            page.say(notes)
