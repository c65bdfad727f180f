"""The shelves: a book for every source, as high as the number of figures that stand on it."""

from __future__ import annotations

from functools import cache
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings, strings
from llm_viz.base.languages import Language
from llm_viz.base.numbers import as_percent, with_units
from llm_viz.chapters.sources.compute.shelf import Book, books, by_source, carriers
from llm_viz.chapters.sources.compute.titles import MAX_SEARCH, chapter_title, file_title, in_reading_order
from llm_viz.chapters.sources.compute.wall import wall
from llm_viz.chapters.sources.parts.side import chosen_kind, kind_words
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

_MOST = 0.75  # of all figures: how few sources hold as many?
_PLAIN = ("search", "open", "nothing", "all-kinds")


class BookPayload(TypedDict):
    """`room`: its chapter's place in `rooms`. `kinds`: figures of each kind, in the order of `KINDS`."""

    citation: str
    amount: str
    link: str | None
    room: int
    kinds: list[int]
    note: str


class ShelfPayload(TypedDict):
    """What `shelf.js` gets: the books of one chapter after those of another, as they are read."""

    settings: dict[str, str]
    books: list[BookPayload]
    rooms: list[str]
    told: str
    words: dict[str, str]


def shelf(visit: Visit, t: Strings) -> None:
    """The picture, its search, and all sources as a list."""
    shown, rooms, told = _shelved(t.language)
    payload: ShelfPayload = {
        "settings": {
            "kind": chosen_kind(visit),
            "search": st.query_params.get("search", "")[:MAX_SEARCH],
        },
        "books": shown,
        "rooms": rooms,
        "told": told,
        "words": {
            **{key: t(f"wall-{key}") for key in _PLAIN},
            **kind_words(t),
            "search": t("search"),
            "search-hint": t("search-hint"),
            "picture": t("shelf-picture"),
            "list": with_marks(t, "shelf-list", "count"),
            "few": with_marks(t, "shelf-few", "sources", "count"),
        },
    }
    part(__file__, styles=("stage", "beside"))("sources-shelf", payload)


@cache
def _shelved(language: Language) -> tuple[list[BookPayload], list[str], str]:
    """The books, the chapters that have some, and what is remarkable about them, in this language: made once."""
    t, found = strings(language, "sources"), books(wall())
    order = in_reading_order(book.chapter for book in found)
    shown = sorted(found, key=lambda book: order.index(book.chapter))
    return (
        [_payload(book, order.index(book.chapter), t) for book in shown],
        [chapter_title(chapter, t) for chapter in order],
        _told(found, t),
    )


def _payload(book: Book, room: int, t: Strings) -> BookPayload:
    days = (t("as-of", year=str(day.year), month=day.month, day=day.day) for day in book.as_of)
    logs = (t("several-files", files=book.logs),) if book.logs > 1 else ()
    seen = (t(f"seen-{seen}") for seen in book.seen)
    files = (file_title(file, t) for file in book.files)
    return {
        "citation": with_units(book.citation),
        "amount": t("figures", figures=book.figures),
        "link": book.link,
        "room": room,
        "kinds": list(book.kinds),
        "note": " · ".join((*logs, *days, *seen, *files)),
    }


def _told(found: tuple[Book, ...], t: Strings) -> str:
    counts = sorted(by_source(found).values(), reverse=True)
    few, total = carriers(counts, _MOST), sum(counts)
    return t(
        "shelf-told",
        few=few,
        sources=len(counts),
        share=as_percent(sum(counts[:few]) / total),
        figures=total,
        once=counts.count(1),
    )
