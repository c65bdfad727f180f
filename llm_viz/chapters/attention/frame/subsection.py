"""Sections inside others: what they show belongs to the section that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from llm_viz.kit.page.frame import Page, guarded


@contextmanager
def subsection(page: Page, key: str) -> Iterator[None]:
    """Like `Page.section`: heading `section-<key>`, prose `<key>` if there is any, errors shown in place."""
    with st.container(key=f"section-{page.name}-{key}"):
        st.header(page.t(f"section-{key}"), anchor=key)
        page.prose(key)
        with guarded(page.visit.language):
            yield
