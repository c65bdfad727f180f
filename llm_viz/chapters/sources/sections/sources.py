"""All sources of the published figures: found by words, by confidence, by chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from llm_viz.chapters import chapters
from llm_viz.chapters.sources.compute.cited import Cited, DataFile, matching
from llm_viz.chapters.sources.compute.titles import MAX_SEARCH, chapter_title, file_title
from llm_viz.facts.source import CONFIDENCES
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import several_setting, text_setting

_ARXIV = re.compile(r"arXiv\\:(\d{4})\\\.(\d{4,5})(v\d+)?")


def show(page: Page, files: Iterable[DataFile]) -> None:
    """Draw the section."""
    with page.section("sources"):
        _show_sources(page, files)


def _show_sources(page: Page, files: Iterable[DataFile]) -> None:
    """All sources by chapter, as far as they answer to what the visitor looks for."""
    t = page.t
    search, sure = st.columns([3, 2], vertical_alignment="bottom")
    with search:
        words = text_setting(
            "search", t("search"), key="sources-search", longest=MAX_SEARCH, placeholder=t("search-hint")
        )
    with sure:
        confidences = several_setting(
            page.visit, "sure", CONFIDENCES, t("filter"), lambda level: t(f"level-{level}"), key="sources-confidence"
        )
    found = [matching(file, words, confidences) for file in files]
    found = [file for file in found if file.cited]
    if not found:
        st.info(t("nothing-found"), icon=":material/search_off:")
        return
    names = [chapter.name for chapter in chapters()]
    for chapter in sorted({file.chapter or "" for file in found}, key=lambda name: _place(name, names)):
        _show_chapter(page, chapter, [file for file in found if (file.chapter or "") == chapter], folded=not words)


def _show_chapter(page: Page, chapter: str, files: Sequence[DataFile], *, folded: bool) -> None:
    """One fold for a chapter, not one for each of its files: who comes by keyboard passes a dozen stops, not sixty."""
    figures, sources = sum(file.figures for file in files), sum(len(file.cited) for file in files)
    counted = page.t("chapter-files", files=len(files), figures=figures, sources=sources)
    with st.expander(f"**{chapter_title(chapter, page.t)}** · :gray[{counted}]", expanded=not folded):
        for file in files:
            counted = page.t("file", name=escape(file.name), figures=file.figures, sources=len(file.cited))
            st.markdown(f"**{file_title(file.name, page.t)}** · :gray[{counted}]")
            st.markdown("\n".join(_line(page, cited) for cited in file.cited))


def _line(page: Page, cited: Cited) -> str:
    t = page.t
    linked = _ARXIV.sub(
        lambda match: f"[{match[0]}](https://arxiv.org/abs/{match[1]}.{match[2]}{match[3] or ''})",
        citation(cited.source, t, checked=True),
    )
    files = f" · {t('several-files', files=cited.files)}" if cited.files > 1 else ""
    return f"- {linked}{files} · {t('figures', figures=cited.figures)}"


def _place(chapter: str, names: list[str]) -> int:
    return names.index(chapter) if chapter in names else len(names)
