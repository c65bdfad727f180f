"""Values in rows, of which some wait for a guess: one mark to drag along the scale, or several rows to tap one of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings, strings
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

RowStyle = Literal["plain", "marked", "control"]


class RowPayload(TypedDict):
    """`GuessRow`; without value, text and points as long as they are to be guessed."""

    name: str
    detail: str
    value: float | None
    text: str
    style: RowStyle
    asked: bool
    points: Sequence[float]


class ScalePayload(TypedDict):
    """`GuessScale`."""

    low: float
    high: float
    base: float
    log: bool
    ticks: list[dict[str, object]]
    lines: list[dict[str, object]]
    each: float


class DragPayload(TypedDict):
    """`Drag`; `start`: the number of the value that the mark stands on at first."""

    values: Sequence[float]
    start: int
    written: str


class HeroPayload(TypedDict):
    """`Hero`."""

    number: str
    name: str


class FieldPayload(TypedDict):
    """`Field`."""

    count: int
    columns: int
    shades: Sequence[float]
    marked: Sequence[int]
    removed: bool
    rate: float
    name: str


class GuessRowsPayload(TypedDict):
    """What `guess_rows.js` gets."""

    rows: list[RowPayload]
    scale: ScalePayload
    field: FieldPayload | None
    drag: DragPayload | None
    hero: HeroPayload
    says: str
    question: QuestionPayload
    strings: dict[str, str]


@dataclass(frozen=True, slots=True)
class GuessRow:
    """A value with its name, and how it is written behind its bar.

    `asked`: it is what the question asks for, or one of those among which the visitor chooses: the browser gets its
    value only afterwards. `late`: the whole row comes only then. `points`: single measurements, drawn as dots.
    """

    name: str
    value: float
    text: str
    detail: str = ""
    style: RowStyle = "plain"
    asked: bool = False
    late: bool = False
    points: tuple[float, ...] = ()


class Tick(NamedTuple):
    """A value with a line through all rows, and what is written at it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class GuessScale:
    """The values at both ends, in the units of the rows; `base`: where bars begin.

    `log`: each step multiplies; the rows then are dots, because there is no zero to draw a bar from. `lines`: limits
    with a name. `each`: if it is not 0, the bars consist of pieces that stand for so much.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    base: float = 0.0
    log: bool = False
    lines: tuple[Tick, ...] = ()
    each: float = 0.0


@dataclass(frozen=True, slots=True)
class Drag:
    """What the mark can stand on, in ascending order, and where it stands at first; `written` has {value} in it."""

    values: tuple[float, ...]
    start: float
    written: str


@dataclass(frozen=True, slots=True)
class Field:
    """`count` small squares above the rows, in so many `columns`: all lines of a text, or all heads of a model.

    `shades`: how dark each is, 0 to 1, row by row; none: all alike. `marked`: numbers of squares, crossed out if they
    are `removed`. `rate`: so many appear each second, one after another; 0: they just stand there.
    """

    count: int
    columns: int
    name: str
    shades: tuple[float, ...] = ()
    marked: tuple[int, ...] = ()
    removed: bool = False
    rate: float = 0.0


class Hero(NamedTuple):
    """The number that answers the question, and what it counts."""

    number: str
    name: str


def guess_rows(
    key: str,
    rows: Sequence[GuessRow],
    scale: GuessScale,
    question: Question,
    hero: Hero,
    says: str,
    t: Strings,
    drag: Drag | None = None,
    field: Field | None = None,
) -> None:
    """Show the rows, with the sentence `says` below; what is asked for stays here as long as the question is open.

    With `drag` the one asked row has a mark to drag; without, the asked rows are tapped, and the question's options are
    their names. `t` has the messages `rows-alt` and, with `drag`, `rows-mark` (what the mark is for).
    """
    shown = [row for row in rows if not (row.late and question.is_open)]
    common = strings(t.language, "limits")
    payload: GuessRowsPayload = {
        "rows": [_payload(row, hidden=row.asked and question.is_open) for row in shown],
        "scale": {
            "low": scale.low,
            "high": scale.high,
            "base": scale.base,
            "log": scale.log,
            "ticks": [{"value": tick.value, "text": tick.text} for tick in scale.ticks],
            "lines": [{"value": line.value, "name": line.text} for line in scale.lines],
            "each": scale.each,
        },
        "field": _field_payload(field) if field else None,
        "drag": _drag_payload(drag) if drag else None,
        "hero": {"number": "", "name": ""} if question.is_open else {"number": hero.number, "name": hero.name},
        "says": says,
        "question": question.payload,
        "strings": {
            "alt": t("rows-alt"),
            "mark": t("rows-mark") if drag else "",
            "confirm": common("rows-confirm"),
            "you": common("rows-you", value="{value}"),
            "your-row": common("rows-your-row"),
        },
    }
    with st.container(key=f"picture-{key}"):  # keeps a place, so that what follows does not jump
        part(__file__, styles=("stage", "ask", "big_picture"))(key, payload, on_guess_change=question.keep(key))


def _field_payload(field: Field) -> FieldPayload:
    return {
        "count": field.count,
        "columns": field.columns,
        "shades": field.shades,
        "marked": field.marked,
        "removed": field.removed,
        "rate": field.rate,
        "name": field.name,
    }


def _drag_payload(drag: Drag) -> DragPayload:
    return {"values": drag.values, "start": drag.values.index(drag.start), "written": drag.written}


def _payload(row: GuessRow, *, hidden: bool) -> RowPayload:
    return {
        "name": row.name,
        "detail": row.detail,
        "value": None if hidden else row.value,
        "text": "" if hidden else row.text,
        "style": "plain" if hidden else row.style,
        "asked": row.asked,
        "points": () if hidden else row.points,
    }
