"""Two piles of answers: to a known fact, and to a question that nobody can answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.hallucination.compute.answers import SAMPLES, AnsweredQuestion
from llm_viz.chapters.limits.hallucination.compute.questions import LONGEST_TITLE, OWN
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


class ChoicePayload(TypedDict):
    """`Choice`; `longest`: characters of a title of the visitor's."""

    asked: str
    offered: list[dict[str, str]]
    longest: int


class PilesPayload(TypedDict):
    """What `piles.js` gets; `guess`: what was guessed of the second pile, if it was this one."""

    piles: Sequence[PilePayload]
    tries: int
    says: str
    question: QuestionPayload
    guess: str | None
    choice: ChoicePayload | None
    strings: dict[str, str]


class Choice(NamedTuple):
    """The question whose answers lie on the second pile, and all that are offered: keys, and what people read."""

    asked: str
    offered: Mapping[str, str]


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
    key = answered.question.key
    kind = key if key in ("fact", OWN) else "real" if truth else "invented"
    return {"asked": asked, "known": t(f"known-{kind}", truth=answered.question.truth), "rows": rows}


def piles(
    shown: Sequence[PilePayload],
    says: str,
    question: Question,
    guess: str | None,
    choice: Choice | None,
    on_choice: Callable[[], None],
    t: Strings,
) -> None:
    """Show the piles with the sentence below them; the second is to be guessed as long as the question is open. Then
    other questions are offered, too: `asked` is the key of the one that was pressed, `title` a title that was typed.
    """
    names = ("different", "mark", "mark-value", "ask", "you", "hint", "others", "own")
    strings = {name: t(f"piles-{name}", count=SAMPLES, number="{number}") for name in names}
    payload: PilesPayload = {
        "piles": shown,
        "tries": SAMPLES,
        "says": says,
        "question": question.payload,
        "guess": guess,
        "choice": _choice_payload(choice) if choice else None,
        "strings": strings,
    }
    part(__file__, styles=("stage", "ask"))(
        KEY,
        payload,
        on_guess_change=question.keep(KEY),
        on_asked_change=on_choice,
        on_title_change=on_choice,
    )


def _choice_payload(choice: Choice) -> ChoicePayload:
    offered = [{"key": key, "name": name} for key, name in choice.offered.items()]
    return {"asked": choice.asked, "offered": offered, "longest": LONGEST_TITLE}
