"""The script of every visit: shell, then the chapter that was asked for."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import strings
from llm_viz.chapters import chapters
from llm_viz.engine.request_limits import check_text
from llm_viz.kit.browser.sentence import sentence_bar
from llm_viz.kit.shell import kept, opening, rail, shell
from llm_viz.kit.visit import PAGE, current_visit, engine
from llm_viz.kit.waiting import open_notice


def main() -> None:
    """Draw the page."""
    running = engine()
    opening.open_visit(running)
    common = strings(st.session_state["lang"])
    shell.page_setup(common)  # first: without a tab icon, the navigation would fetch one from another host
    pages = [rail.chapter_page(chapter, common) for chapter in chapters()]
    chosen = st.navigation(pages, position="hidden")
    rail.follow(pages, chosen)
    st.session_state[PAGE] = chosen.url_path
    chapter = next(each for each, page in zip(chapters(), pages, strict=True) if page.url_path == chosen.url_path)
    opening.follow_chapter(chapter)
    t = strings(common.language, chapter.name)
    st.set_page_config(page_title=f"{t('title')} – {t('app-name')}")
    open_notice(common.language)
    rail.rail(pages, chosen)
    menu = shell.top_line(chapter, pages, running, common)
    if chapter.about.reads_sentence:
        sentence_bar(t)
    opening.show_refused()
    loading = st.container(key="loading")  # also where nothing is loaded: what follows keeps its number on the page
    is_kept = kept.shows_kept(chapter.about, running, common)
    if chapter.about.reads_sentence:
        try:
            check_text(st.session_state["text"])
            if not is_kept and (running.is_loaded(current_visit().model) or chapter.about.waits_for_model):
                with loading, st.spinner(t("loading-model")):
                    facts = current_visit().facts
                shell.device_note(menu, running, facts, common)
        except LlmVizError as error:
            shell.show_error(error, t.language)
            return
    chosen.run()
    shell.covered_note(common)
    following = (chapter.number + 1) % len(pages)
    rail.way_on(chapters()[following], pages[following], common)
    if is_kept:
        kept.wake(running)


main()
