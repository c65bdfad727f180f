"""One text, cut in several ways, row under row; the same characters light up in every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.cuts import Cut, Piece
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component

MAX_PIECES = 160
"""More are counted but not drawn."""


@dataclass(frozen=True, slots=True)
class Row:
    """A cut under its name, with a remark on it. `read` tells whether a language model reads such pieces."""

    cut: Cut
    name: str
    remark: str
    read: bool


def split_view(t: Strings, text: str, rows: Sequence[Row], key: str) -> None:
    """Draw the rows, all cuts of one text."""
    component("split_view")(
        key=key,
        data={
            "characters": [visible(character) for character in text[:MAX_PIECES]],
            "rows": [_row(t, row) for row in rows],
            "unknown": t("view-unknown"),
        },
    )


def _row(t: Strings, row: Row) -> Payload:
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


def _piece(piece: Piece) -> Payload:
    return asdict(piece)
