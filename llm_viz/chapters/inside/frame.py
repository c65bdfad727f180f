"""What several acts share on the page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from llm_viz.kit.page.frame import Page

_LAYER = "inside-layer-opened"
"""Where the session state keeps the layer that was asked for, from 1; 0: none."""
_MOST_LAYERS = 1000


def show_act(page: Page, question: str, show: Callable[[Page], None]) -> None:
    """Show an act as a fragment; while its question may be open, within the whole page, since that covers more than it.

    A fragment stands in a container. One without it would be drawn anew in the moment of the guess.
    """
    if page.has_covered(question):
        with st.container():
            show(page)
    else:
        st.fragment(show)(page)


def opened_layer(page: Page, layers: int) -> int | None:
    """The layer (from 1) of `layers` that the address asked for (`act=block&layer=24`), or a picture of all layers."""
    asked: int = st.session_state.setdefault(_LAYER, page.visit.param_int("layer", 0, 1, _MOST_LAYERS))
    return min(asked, layers) or None


def open_layer(layer: int) -> None:
    """Go to the act that shows what one layer (from 1) adds."""
    st.session_state[_LAYER] = layer
    st.session_state["act-inside"] = "block"
