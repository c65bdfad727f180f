"""The picture with which an act begins: nothing stands above it, its heading is only read out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from llm_viz.kit.page.frame import Page, guarded


@contextmanager
def hero(page: Page, key: str) -> Iterator[None]:
    """The place of section `key`, whose part says the heading itself; errors are shown in place."""
    with (
        st.container(key=f"section-{page.name}-{key}"),
        st.container(key=f"picture-{page.name}-{key}"),  # keeps a place, so that what follows does not jump
        guarded(page.visit.language),
    ):
        yield
