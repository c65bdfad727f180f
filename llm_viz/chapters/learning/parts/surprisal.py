"""A text whose tokens stand the higher, the less a model foresaw them: as written, and with its words shuffled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.learning.compute.surprisal import Reading, Score, TokenSurprisal
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

KEY = "learning-surprise"
ORDERS = ("written", "shuffled")
_MARKS = ("token", "bits", "odds", "coins", "chance", "model", "guess", "times", "text", "mixed")
_STRINGS = (
    *("label", "caption", "before", "right", "wrong", "you", "unread", "rare", "expected", "dearer", "alike"),
    *("order", *ORDERS, "readers"),
)


class ReadTokenPayload(TypedDict):
    """A token and its surprisal in bits, None where it was not predicted, or while that is to be guessed."""

    label: str
    bits: float | None


class OrderPayload(TypedDict):
    """The tokens of the text in one of its orders; in bits, what each of its characters costs on average."""

    tokens: list[ReadTokenPayload]
    each: float


class ReadingPayload(TypedDict):
    """How a model read the text; `shuffled` is None where there is nothing to compare."""

    key: str
    model: str
    written: OrderPayload
    shuffled: OrderPayload | None


class SurprisalPayload(TypedDict):
    """What `surprisal.js` gets. `own`: the place of the page's model among the readings."""

    readings: list[ReadingPayload]
    own: int
    question: QuestionPayload
    settings: dict[str, str]
    strings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Start:
    """What the picture opens with: one of `ORDERS`, and the key of the model whose reading is looked at."""

    order: str
    reader: str


def surprise_asked(tokens: Sequence[Token], model: str, question: Question, t: Strings) -> None:
    """Show the tokens alone, of which one is to be tapped."""
    unknown: list[ReadTokenPayload] = [{"label": visible(token.text), "bits": None} for token in tokens]
    reading: ReadingPayload = {
        "key": "",
        "model": model,
        "written": {"tokens": unknown, "each": 0.0},
        "shuffled": None,
    }
    _show([reading], 0, Start(ORDERS[0], ""), question, t)


def surprise_picture(found: Sequence[Reading], own: int, start: Start, question: Question, t: Strings) -> None:
    """Show what every model made of the text: the one at `own` is the page's."""
    payloads: list[ReadingPayload] = [
        {
            "key": reading.key,
            "model": reading.model,
            "written": _order(reading.tokens, reading.text),
            "shuffled": None if reading.shuffled is None else _order(reading.shuffled_tokens, reading.shuffled),
        }
        for reading in found
    ]
    _show(payloads, own, start, question, t)


def _order(read: Sequence[TokenSurprisal], loss: Score) -> OrderPayload:
    tokens: list[ReadTokenPayload] = [{"label": visible(token.text), "bits": bits} for token, bits in read]
    return {"tokens": tokens, "each": loss.bits_per_character}


def _show(found: list[ReadingPayload], own: int, start: Start, question: Question, t: Strings) -> None:
    marks = {name: f"{{{name}}}" for name in _MARKS}
    payload: SurprisalPayload = {
        "readings": found,
        "own": own,
        "question": question.payload,
        "settings": {"order": start.order, "reader": start.reader},
        "strings": {
            **{name: t(f"surprise-{name}", **marks) for name in _STRINGS},
            "each": t("bits-per-character"),
        },
    }
    part(__file__, styles=("stage", "ask"))(KEY, payload, on_guess_change=question.keep(KEY))
