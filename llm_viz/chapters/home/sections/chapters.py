"""All chapters, each with its question: the ways that lead on from the river."""

from __future__ import annotations

from functools import cache

import streamlit as st

from llm_viz.base.i18n import strings
from llm_viz.chapters import chapters, thumbnail
from llm_viz.kit.charts.thumbnail import HEIGHT, background
from llm_viz.kit.page.frame import Page

_COLUMNS = 3
_PICTURE = """\
.st-key-tile-{name}::before {{
  content: ""; flex: none; width: 100%; height: {height}px; background: {still} no-repeat left / contain;
}}
@media (prefers-reduced-motion: no-preference) {{
  .st-key-tile-{name}:is(:hover, :focus-within)::before {{ background-image: {moving}; }}
}}
"""


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
        st.html(_pictures())


@cache
def _pictures() -> str:
    """The style that draws every chapter's small picture in its tile: still, and moving while one points at it."""
    shapes = {chapter.name: thumbnail(chapter.name) for chapter in chapters() if chapter.number > 0}
    rules = (
        _PICTURE.format(name=name, height=HEIGHT, still=background(drawn), moving=background(drawn, moving=True))
        for name, drawn in shapes.items()
    )
    return f"<style>{''.join(rules)}</style>"
