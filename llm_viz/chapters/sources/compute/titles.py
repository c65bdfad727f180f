"""What data files and the chapters that show them are called."""

from __future__ import annotations

from collections.abc import Iterable

from llm_viz.base.i18n import Strings, strings
from llm_viz.chapters import chapters
from llm_viz.facts.files import FINDINGS

MAX_SEARCH = 60
"""Characters of a search."""

_CHAPTERS = {
    "gpt3_languages": "learning",
    "models": "large",
    "memory": "large",
    "cost": "large",
    "laws": "scaling",
    "chinchilla_points": "scaling",
    "emergence": "emergence",
    "emergence_thresholds": "emergence",
    "crows_pairs_pythia": "limits",
    "machines": "limits",
}


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


def in_reading_order(names: Iterable[str | None]) -> list[str | None]:
    """Names of chapters, each once, as they are read; figures of no chapter last."""
    order = {chapter.name: chapter.number for chapter in chapters()}
    return sorted(set(names), key=lambda name: order.get(name or "", len(order)))


def chapter_of(file: str) -> str | None:
    """The chapter of a data file: the one in whose room it lies, or the first that shows a shared table."""
    name = file.rpartition(".")[0]
    room = name.partition("/")[0]
    return room if room != name else _CHAPTERS.get(name)
