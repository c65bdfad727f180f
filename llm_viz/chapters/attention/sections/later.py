"""From where on does the model know? A causal model reads on, token by token, where two texts have begun alike."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import SPACE, visible
from llm_viz.chapters.attention.compute.reading_on import causal_notes, read_on, similarity_again
from llm_viz.chapters.attention.compute.shared_beginning import Comparison
from llm_viz.chapters.attention.frame.subsection import subsection
from llm_viz.chapters.attention.parts.reading_on import reading_table
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page


def show(page: Page, texts: tuple[str, str], comparison: Comparison) -> list[Note]:
    """Part of the section `directions`, whose callout also says the notes that this returns.

    `comparison` is that of the two texts in the visitor's own model, which must be causal.
    """
    lm, t = page.visit.lm, page.t
    notes: list[Note] = []
    with subsection(page, "later"):
        readings = [
            read_on(lm, text, trace, comparison.position)
            for text, trace in zip(texts, (comparison.a, comparison.b), strict=True)
        ]
        columns = st.columns(2, gap="large")
        for index, (column, steps) in enumerate(zip(columns, readings, strict=True)):
            with column:
                st.markdown(f"**{escape(visible(texts[index]).replace(SPACE, ' '))}**")
                reading_table(steps, t(f"text-{('first', 'second')[index]}"), key=f"reading_on-{index}", t=t)
        again = similarity_again(lm, texts, comparison)
        notes += causal_notes(comparison, again, readings[0])
    return notes
