"""Two piles of answers: to a known fact, and to a question that nobody can answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.hallucination.compute.answers import SAMPLES, AnsweredQuestion
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

KEY = "limits_hallucination-piles"


class RowPayload(TypedDict):
    """One answer, how often it was given, and whether it is right."""

    name: str
    count: int
    right: bool


class PilePayload(TypedDict):
    """A question, what there is to know about it, and its answers, the commonest first; none while they are asked."""

    asked: str
    known: str
    rows: Sequence[RowPayload]


class PilesPayload(TypedDict):
    """What `piles.js` gets."""

    piles: Sequence[PilePayload]
    tries: int
    says: str
    question: QuestionPayload
    strings: dict[str, str]


def pile(answered: AnsweredQuestion, asked: str, t: Strings) -> PilePayload:
    """The pile of a question, which is put into words in `asked`."""
    truth = answered.question.truth.casefold()
    rows: list[RowPayload] = [
        {
            "name": visible_words(answer) or t("no-answer"),
            "count": count,
            "right": bool(truth) and truth in answer.casefold(),
        }
        for answer, count in answered.answers.counts
    ]
    return {"asked": asked, "known": t("known" if truth else "invented"), "rows": rows}


def piles(shown: Sequence[PilePayload], says: str, question: Question, t: Strings) -> None:
    """Show the piles with the sentence below them; the second is to be guessed as long as the question is open."""
    names = ("different", "mark", "mark-value", "ask", "you")
    strings = {name: t(f"piles-{name}", count=SAMPLES, number="{number}") for name in names}
    payload: PilesPayload = {
        "piles": shown,
        "tries": SAMPLES,
        "says": says,
        "question": question.payload,
        "strings": strings,
    }
    part(__file__, styles=("stage", "ask"))(KEY, payload, on_guess_change=question.keep(KEY))
