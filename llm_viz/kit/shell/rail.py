"""The way through the chapters: a narrow rail of icons, the progress, and the chapter that comes next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from llm_viz.base.i18n import Strings, strings
from llm_viz.kit.browser.rail import RailLink, rail_links
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.shell.opening import visit_address

_ICONS = ":material/"
_ASKED = "asked-page"
"""Where the session state has the path of a link that was just pressed."""


def chapter_page(chapter: Chapter, common: Strings) -> StreamlitPage:
    """The page of a chapter, as the navigation wants it."""
    return st.Page(
        chapter.door,
        title=chapter.label(common.language),
        icon=chapter.about.icon,
        url_path=chapter.name,
        default=chapter.number == 0,
    )


def rail(pages: Sequence[StreamlitPage], shown: StreamlitPage) -> None:
    """A link to every page. Its title stands beside the icon while one points at it or reaches it with the keyboard."""
    links: list[RailLink] = [
        {"path": page.url_path, "title": page.title, "icon": page.icon.removeprefix(_ICONS).removesuffix(":")}
        for page in pages
    ]
    rail_links(links, shown.url_path, visit_address(), _ask_for)


def follow(pages: Sequence[StreamlitPage], shown: StreamlitPage) -> None:
    """Lead to the page whose link in the rail was pressed, if one was; called before anything of this page is drawn."""
    asked = st.session_state.pop(_ASKED, None)
    for page in pages:
        if page.url_path == asked != shown.url_path:
            # Without new settings it would clear the address, and refuse to where a fold of this page stands in it.
            kept = {name: value for name, value in visit_address().items() if value is not None}
            st.switch_page(page, query_params=kept)


def contents(pages: Sequence[StreamlitPage]) -> None:
    """The same links in the menu, for phones and projectors, which show no rail."""
    with st.container(key="contents", gap=None):
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


def _ask_for(path: str) -> None:
    st.session_state[_ASKED] = path
