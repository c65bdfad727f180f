"""All chapters, each with its question: the ways that lead on from the river."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import strings
from llm_viz.chapters import chapters
from llm_viz.kit.page.frame import Page

_COLUMNS = 3


def show(page: Page) -> None:
    """Draw the section."""
    with page.section("chapters"):
        others = [chapter for chapter in chapters() if chapter.number > 0]
        for first in range(0, len(others), _COLUMNS):
            for place, chapter in zip(st.columns(_COLUMNS), others[first : first + _COLUMNS], strict=False):
                t = strings(page.visit.language, chapter.name)
                with place.container(border=True, height="stretch", key=f"tile-{chapter.name}"):
                    label = chapter.label(page.visit.language)
                    st.page_link(f"../pages/{chapter.door.name}", label=label, icon=chapter.about.icon)
                    st.markdown(t("question"))
