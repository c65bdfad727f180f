"""Plotly figures on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from llm_viz.kit.rude_words import all_covered, are_covered

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def show_figure(draw: Callable[[str], Figure], key: str, alt: str) -> None:
    """Show the figure that `draw` makes; it is given the colour to write in, which Streamlit's own Plotly theme makes
    too pale to be read from the back of a room. It answers to the pointer only: no zoom, no tools.
    """
    theme = "dark" if st.context.theme.type == "dark" else "light"
    ink = str(st.get_option(f"theme.{theme}.textColor"))
    figure = draw(ink)
    if are_covered():
        figure = type(figure)(all_covered(figure.to_dict()))
    st.plotly_chart(figure, key=key, alt=alt, config={"displayModeBar": False, "scrollZoom": False})
