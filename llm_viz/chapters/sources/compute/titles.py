"""What data files and the chapters that show them are called."""

from __future__ import annotations

from llm_viz.base.i18n import Strings, strings
from llm_viz.chapters import chapters
from llm_viz.facts.files import FINDINGS

MAX_SEARCH = 60
"""Characters of a search."""


def file_title(file: str, t: Strings) -> str:
    """What a data file holds, in words; of findings, the drawback that they are about."""
    name = file.rpartition(".")[0]
    if f"file-{name}" in t:
        return t(f"file-{name}")
    *room, last = name.split("/")
    if len(room) > 1:
        return t("file-findings-about", subject=strings(t.language, ".".join(room))("title"))
    return t("file-findings" if last == FINDINGS else "file-other")


def chapter_title(chapter: str | None, t: Strings) -> str:
    """Number and title of a chapter; other words where there is none."""
    found = next((entry for entry in chapters() if entry.name == chapter), None)
    return t("elsewhere") if found is None else found.label(t.language)
