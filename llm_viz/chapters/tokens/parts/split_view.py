"""One text, cut in several ways, row under row; the same characters light up in every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.cuts import Cut, Piece, PieceKind
from llm_viz.kit.browser.part import part

MAX_PIECES = 160
"""More are counted but not drawn."""


@dataclass(frozen=True, slots=True)
class Row:
    """A cut under its name, with a remark on it. `read` tells whether a language model reads such pieces."""

    cut: Cut
    name: str
    remark: str
    read: bool


class PiecePayload(TypedDict):
    """`Piece`."""

    label: str
    start: int
    end: int
    kind: PieceKind
    id: int | None
    read_as: str | None


class RowPayload(TypedDict):
    """`Row`: `count`, `special` and `omitted` say in words how many pieces there are; empty: none."""

    name: str
    remark: str
    read: bool
    count: str
    special: str
    pieces: list[PiecePayload]
    omitted: str


class SplitViewPayload(TypedDict):
    """What `split_view.js` gets; `characters` are those of the text, each of them visible."""

    characters: list[str]
    rows: list[RowPayload]
    unknown: str
    says: str


def split_view(t: Strings, text: str, rows: Sequence[Row], says: str, key: str) -> None:
    """Draw the rows, all cuts of one text, over the sentence `says`."""
    payload: SplitViewPayload = {
        "characters": [visible(character) for character in text[:MAX_PIECES]],
        "rows": [_row(t, row) for row in rows],
        "unknown": t("view-unknown"),
        "says": says,
    }
    part(__file__, styles=("stage",))(key, payload)


def _row(t: Strings, row: Row) -> RowPayload:
    omitted = len(row.cut.pieces) - MAX_PIECES
    return {
        "name": row.name,
        "remark": row.remark,
        "read": row.read,
        "count": t("count-pieces", count=row.cut.count),
        "special": t("count-special", count=row.cut.special) if row.cut.special else "",
        "pieces": [_piece(piece) for piece in row.cut.pieces[:MAX_PIECES]],
        "omitted": t("view-omitted", count=omitted) if omitted > 0 else "",
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
