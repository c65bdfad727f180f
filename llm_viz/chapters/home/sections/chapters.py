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
# Nothing is cut off, and lines end between words. On a phone the picture stands beside the words, so that twelve tiles
# take two screens and not three.
_LAYOUT = """\
[class*="st-key-tile-"] [data-testid="stMarkdownContainer"] p { word-break: auto-phrase; text-wrap: pretty; }
[class*="st-key-tile-"] [data-testid="stPageLink"] :is(a, a *) { white-space: normal; }
@media (max-width: 700px) {
  .st-key-section-home-chapters [data-testid="stHorizontalBlock"] { gap: 0.5rem; } /* as between rows */
  [class*="st-key-tile-"] {
    display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 0.8rem; align-items: center; padding: 0.5rem 0.8rem;
  }
  [class*="st-key-tile-"]::before { grid-row: 1 / span 2; height: 3.2rem; background-position: center; }
}
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
    return f"<style>{''.join(rules)}{_LAYOUT}</style>"
