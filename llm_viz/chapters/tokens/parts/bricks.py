"""A text as letters: cut by the visitor, then joined to tokens as the tokenizer joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.tokens.compute.bricks import Bricks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

KEY = "tokens-bricks"


class PiecePayload(TypedDict):
    """`Brick` in `compute/bricks.py`."""

    first: int
    last: int
    ids: Sequence[int]


class BricksPayload(TypedDict):
    """What `bricks.js` gets. `pieces` and `joined` are empty while the question is open."""

    letters: Sequence[str]
    pieces: Sequence[PiecePayload]
    joined: Sequence[int | None]
    says: str
    question: QuestionPayload
    strings: dict[str, str]


def show_bricks(letters: Sequence[str], found: Bricks | None, says: str, question: Question, t: Strings) -> None:
    """Show the letters; `found` only once it may be seen."""
    names = ("gap", "join", "group", "pieces", "replay")
    payload: BricksPayload = {
        "letters": letters,
        "pieces": [] if found is None else [_payload(piece.first, piece.last, piece.ids) for piece in found.pieces],
        "joined": [] if found is None else found.joined,
        "says": says,
        "question": question.payload,
        "strings": {name: t(f"bricks-{name}", letter="{letter}", count="{count}") for name in names},
    }
    part(__file__, styles=("stage", "ask"))(KEY, payload, on_guess_change=question.keep(KEY))


def _payload(first: int, last: int, ids: Sequence[int]) -> PiecePayload:
    return {"first": first, "last": last, "ids": ids}
