"""The wall of figures: one dot each, sent without how sure it is until somebody has guessed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TypedDict

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings, strings
from llm_viz.base.languages import Language
from llm_viz.chapters.sources.compute.links import link_of
from llm_viz.chapters.sources.compute.titles import MAX_SEARCH, chapter_title, file_title, in_reading_order
from llm_viz.chapters.sources.compute.wall import KINDS, WallFigure, example, least_sure, wall
from llm_viz.chapters.sources.parts.side import chosen_kind, kind_words
from llm_viz.facts.findings import findings
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.markdown import plain
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit

_KEY = "sources-wall"
_ORDERS = ("sure", "chapter", "source")
_NAMED = 3
_PLAIN = (
    "picture", "line", "rule", "show", "orders", "order-sure", "order-chapter", "order-source", "rest", "search",
    "search-hint", "open", "recomputed", "nothing", "all-kinds",
)  # fmt: skip
_MARKED = {
    "what": ("count",),
    "you": ("count", "share"),
    "before": ("count",),
    "told": ("count", "share", "low", "names"),
    "told-guess": ("guess",),
    "few": ("count", "sources", "read"),
    "same": ("count",),
    "heading": ("name", "count"),
}


class ExamplePayload(TypedDict):
    """One figure, to show what a dot is."""

    value: float | None
    unit: str
    label: str
    source: str


class TextsPayload(TypedDict):
    """Everything about the figures that is text, each once; `Arrays` point into the first five lists."""

    labels: list[str]
    units: list[str]
    sources: list[str]
    notes: list[str]
    files: list[str]
    links: list[str | None]  # of the sources
    rooms: list[int]  # of the files: the place of their chapter in `chapters`
    chapters: list[str]
    named: list[str]  # models among the least sure


class Arrays(TypedDict):
    """One number a figure, the surest figures first; empty before the answer. `kinds`: places in `KINDS`."""

    kinds: NDArray[np.uint8]
    recomputed: NDArray[np.uint8]
    values: NDArray[np.float64]  # NaN for a finding as a whole
    labels: NDArray[np.uint16]
    units: NDArray[np.uint16]
    sources: NDArray[np.uint16]
    notes: NDArray[np.uint16]
    files: NDArray[np.uint16]


class WallPayload(Arrays):
    """What `wall.js` gets."""

    settings: dict[str, str | int]
    question: QuestionPayload
    total: int
    example: ExamplePayload
    texts: TextsPayload | None
    words: dict[str, str]


def wall_part(question: Question, visit: Visit, t: Strings) -> None:
    """The picture, with a question whose answer is a share in per cent ("42")."""
    figures = wall()
    texts, arrays = (None, _arrays((), {})) if question.is_open else _told(t.language)
    first = example(figures)
    payload: WallPayload = {
        "settings": {
            "order": visit.param_choice("order", _ORDERS[0], _ORDERS),
            "kind": chosen_kind(visit),
            "find": st.query_params.get("find", "")[:MAX_SEARCH],
            "line": 50,
        },
        "question": question.payload,
        "total": len(figures),
        "example": {
            "value": first.value,
            "unit": unit_text(first.unit, t),
            "label": first.label,
            "source": first.citation,
        },
        "texts": texts,
        **arrays,
        "words": {
            **{key: t(f"wall-{key}") for key in _PLAIN},
            **{key: with_marks(t, f"wall-{key}", *marks) for key, marks in _MARKED.items()},
            **kind_words(t),
        },
    }
    part(__file__, styles=("stage", "ask", "beside"))(_KEY, payload, on_guess_change=question.keep(_KEY))


def unit_text(unit: str, t: Strings) -> str:
    """What a column or quantity counts, in words; nothing for a finding, whose sentence says it."""
    return t(f"unit-{unit_key(unit)}") if unit else ""


def unit_key(unit: str) -> str:
    """The end of the message about a column or quantity."""
    return "-".join("".join(letter if letter.isalnum() or letter == "_" else " " for letter in unit).split())


@cache
def _told(language: Language) -> tuple[TextsPayload, Arrays]:
    """All about all figures, in this language: made once."""
    t, figures = strings(language, "sources"), wall()
    columns = {
        "labels": [_label(figure, t) for figure in figures],
        "units": [figure.unit for figure in figures],
        "sources": [figure.citation for figure in figures],
        "notes": [_note(figure, t) for figure in figures],
        "files": [figure.file for figure in figures],
    }
    once = {name: list(dict.fromkeys(column)) for name, column in columns.items()}
    rooms = {figure.file: figure.chapter for figure in figures}
    shown = in_reading_order(rooms.values())
    texts: TextsPayload = {
        "labels": once["labels"],
        "units": [unit_text(unit, t) for unit in once["units"]],
        "sources": once["sources"],
        "links": [link_of(citation) for citation in once["sources"]],
        "notes": once["notes"],
        "files": [file_title(file, t) for file in once["files"]],
        "rooms": [shown.index(rooms[file]) for file in once["files"]],
        "chapters": [chapter_title(name, t) for name in shown],
        "named": least_sure(figures, _NAMED),
    }
    places = {name: _places(columns[name], once[name]) for name in columns}
    return texts, _arrays(figures, places)


def _places(column: Sequence[str], once: Sequence[str]) -> NDArray[np.uint16]:
    """Where each text of the column stands in the list of all of them."""
    place = {text: index for index, text in enumerate(once)}
    return np.array([place[text] for text in column], np.uint16)


def _arrays(figures: Sequence[WallFigure], places: dict[str, NDArray[np.uint16]]) -> Arrays:
    none = np.zeros(0, np.uint16)
    return {
        "kinds": np.array([KINDS.index(figure.kind) for figure in figures], np.uint8),
        "recomputed": np.array([figure.recomputed for figure in figures], np.uint8),
        "values": np.array([math.nan if figure.value is None else figure.value for figure in figures], np.float64),
        "labels": places.get("labels", none),
        "units": places.get("units", none),
        "sources": places.get("sources", none),
        "notes": places.get("notes", none),
        "files": places.get("files", none),
    }


def _label(figure: WallFigure, t: Strings) -> str:
    """What a figure is about: the sentence of a finding, or what its row or entry is called."""
    if figure.finding is None:
        return figure.label
    room, key = figure.finding
    values = next(finding.values for finding in findings(room) if finding.key == key)
    return plain(strings(t.language, room)(f"finding-{key}", **values))


def _note(figure: WallFigure, t: Strings) -> str:
    """When it was last compared, with what, and for which day it holds; as far as that is noted."""
    key = "wall-table-checked" if figure.file.endswith(".csv") else "wall-checked"
    parts = [_on(t, key, figure.checked)] if figure.checked else [t("wall-unchecked")]
    parts += [t(f"seen-{figure.seen}")] if figure.seen is not None else []
    parts += [_on(t, "as-of", figure.as_of)] if figure.as_of else []
    return " · ".join(parts)


def _on(t: Strings, key: str, day: date) -> str:
    return t(key, year=str(day.year), month=day.month, day=day.day)
