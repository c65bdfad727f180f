"""The way through the chapters: a narrow rail of icons, the progress, and the chapter that comes next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from llm_viz.base.i18n import Strings, strings
from llm_viz.kit.shell.contents import Chapter


def chapter_page(chapter: Chapter, common: Strings) -> StreamlitPage:
    """The page of a chapter, as the navigation wants it."""
    return st.Page(
        chapter.door,
        title=chapter.label(common.language),
        icon=chapter.about.icon,
        url_path=chapter.name,
        default=chapter.number == 0,
    )


def rail(pages: Sequence[StreamlitPage], name: str) -> None:
    """A link to every page. Its title stands beside the icon while one points at it or reaches it with the keyboard.

    `name` tells several lists of the same links apart: the rail of a wide screen, the menu's on a phone.
    """
    with st.container(key=name, gap=None):
        for page in pages:
            st.page_link(page, label=page.title, icon=page.icon)


def progress(chapter: Chapter, total: int, t: Strings) -> None:
    """How far one has come: a dot a chapter (`total` of them), filled up to this one; nothing on the first page."""
    if not chapter.number:
        return
    dots = "".join(f"<i{' class=seen' if number <= chapter.number else ''}></i>" for number in range(1, total + 1))
    said = t("progress", number=chapter.number, total=total)
    st.html(f'<div class="progress" role="img" aria-label="{said}" title="{said}">{dots}</div>', width="content")


def way_on(following: Chapter, page: StreamlitPage, common: Strings) -> None:
    """The next chapter's question, as the link that leads there."""
    question = strings(common.language, following.name)("question")
    with st.container(key="way-on", horizontal=True, horizontal_alignment="right"):
        st.page_link(page, label=common("way-on", question=question), icon=":material/arrow_forward:")
