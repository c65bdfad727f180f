"""The script of every visit: shell, then the chapter that was asked for."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import strings
from llm_viz.chapters import chapters
from llm_viz.engine.request_limits import check_text
from llm_viz.kit.shell import opening, shell
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.visit import current_visit, engine


def main() -> None:
    """Draw the page."""
    running = engine()
    opening.open_visit(running)
    common = strings(st.session_state["lang"])
    shell.page_setup(common)  # first: without a tab icon, the navigation would fetch one from another host
    by_path = {chapter.name if chapter.number else "": chapter for chapter in chapters()}
    chosen = st.navigation([_page(chapter) for chapter in by_path.values()], expanded=True)
    t = strings(common.language, by_path[chosen.url_path].name)
    st.set_page_config(page_title=f"{t('title')} – {t('app-name')}")
    shell.sidebar(running, common)
    chapter = by_path[chosen.url_path]
    shell.heading(chapter, t)
    opening.show_refused()
    if not chapter.about.reads_sentence:
        chosen.run()
        return
    try:
        check_text(st.session_state["text"])
        with st.spinner(t("loading-model")):
            facts = current_visit().facts
    except LlmVizError as error:
        shell.show_error(error, t.language)
    else:
        shell.device_badge(running, facts, common)
        chosen.run()


def _page(chapter: Chapter) -> st.Page:
    t = strings(st.session_state["lang"], chapter.name)
    return st.Page(
        chapter.door,
        title=f"{chapter.number} {t('title')}" if chapter.number else t("home"),
        icon=chapter.about.icon,
        url_path=chapter.name,
        default=chapter.number == 0,
        help=t("question"),
    )


main()
