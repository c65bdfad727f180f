"""Texts, each cut in several ways, row under row: as wide as their letters, or one width for every piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.cuts import Cut, Piece, PieceKind
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part

ALL = 100
"""How far the strips are stretched, in hundredths: from the widths of their letters to one width for all."""


RowKind = Literal["ruler", "read", "plain"]
"""The text's own characters, which are not stretched; pieces that a language model reads; pieces that none does."""


@dataclass(frozen=True, slots=True)
class Row:
    """A cut under the name of who or what cuts, with a remark on it."""

    cut: Cut
    name: str
    remark: str
    kind: RowKind


@dataclass(frozen=True, slots=True)
class Sample:
    """A text under its name, its cuts, and what they show, in words."""

    key: str
    name: str
    text: str
    rows: Sequence[Row]
    says: str


class PiecePayload(TypedDict):
    """`Piece`."""

    label: str
    start: int
    end: int
    kind: PieceKind
    id: int | None
    read_as: str | None


class RowPayload(TypedDict):
    """`Row`: `count` says in words how many pieces there are."""

    name: str
    remark: str
    kind: RowKind
    count: str
    pieces: list[PiecePayload]


class SamplePayload(TypedDict):
    """`Sample`; `characters` are those of the text, each of them visible."""

    key: str
    name: str
    characters: list[str]
    rows: list[RowPayload]
    says: str


class SettingsPayload(TypedDict):
    """The text that is shown, and how far its strips are stretched."""

    sample: str
    counted: int


class SplitViewPayload(TypedDict):
    """What `split_view.js` gets."""

    samples: list[SamplePayload]
    settings: SettingsPayload
    strings: dict[str, str]


def split_view(t: Strings, samples: Sequence[Sample], chosen: str, counted: int, key: str) -> None:
    """Draw the rows of the sample `chosen` at first, stretched so far; the browser has all samples."""
    payload: SplitViewPayload = {
        "samples": [_sample(t, sample) for sample in samples],
        "settings": {"sample": chosen, "counted": counted},
        "strings": {
            "picture": t("section-compare"),
            "samples": t("split-samples"),
            "scrub": t("split-scrub"),
            "letters": t("split-letters"),
            "pieces": t("split-pieces"),
            "hint": t("split-hint"),
            "of": with_marks(t, "split-of", "letters"),
            "id": with_marks(t, "split-id", "id"),
            "unknown": t("view-unknown"),
        },
    }
    part(__file__, styles=("stage",))(key, payload)


def _sample(t: Strings, sample: Sample) -> SamplePayload:
    return {
        "key": sample.key,
        "name": sample.name,
        "characters": [visible(character) for character in sample.text],
        "rows": [_row(t, row) for row in sample.rows],
        "says": sample.says,
    }


def _row(t: Strings, row: Row) -> RowPayload:
    return {
        "name": row.name,
        "remark": row.remark,
        "kind": row.kind,
        "count": t("count-pieces", count=row.cut.count),
        "pieces": [_piece(piece) for piece in row.cut.pieces],
    }


def _piece(piece: Piece) -> PiecePayload:
    return {
        "label": piece.label,
        "start": piece.start,
        "end": piece.end,
        "kind": piece.kind,
        "id": piece.id,
        "read_as": piece.read_as,
    }
