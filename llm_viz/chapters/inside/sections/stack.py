"""The whole stack: how the final winner climbs from layer to layer (logit lens)."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.inside.compute.stack import climb
from llm_viz.chapters.inside.frame import open_layer
from llm_viz.chapters.inside.parts.stack import asked_layer, show_stack
from llm_viz.kit.browser.lens_table import lens_table
from llm_viz.kit.compute.lens import lens_notes
from llm_viz.kit.page.frame import Page

QUESTION = "guess-stack"


def show(page: Page) -> None:
    """The act; the layer where the winner is first is guessed on the picture, unless it is first from the start."""
    with page.section("stack", is_picture=True):
        page.visit.lm.check_causal()
        found = climb(page.visit.lm, page.visit.text)
        own = page.t("stack-drag") if found.settled > 0 else ""
        question = page.ask_on_picture(QUESTION, own=own, bounds=(0, found.layers))

        def leave() -> None:
            layer = asked_layer(found.layers)
            if layer is not None:
                open_layer(layer)

        show_stack(found, question, page, on_layer=leave)
        if not question.is_open:
            with st.expander(page.t("stack-table"), icon=":material/table_rows:", key="inside-stack-table"):
                lens_table("inside-lens", found.readings, page.t)
                page.notes(lens_notes(found.readings, found.tokens[-1]))
