"""The loss of a training against its steps, with what the model wrote on the way; how well it ends is to be guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import legible
from llm_viz.kit.browser.graph import Axis, GraphPayload, Level, Series, graph_payload
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

KEY = "learning-loss"
_HEIGHT = 410  # pixels, at least


@dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn: lines and levels over the axes `x` and `y`, and in words `alt`."""

    series: Sequence[Series]
    x: Axis
    y: Axis
    levels: Sequence[Level]
    alt: str


class WrittenPayload(TypedDict):
    """What the model wrote after so many steps."""

    step: int
    text: str


class LessonPayload(TypedDict):
    """What `lesson.js` gets. `guessed`: the loss in the middle of the band that was guessed, None: nothing was."""

    graph: GraphPayload
    written: list[WrittenPayload]
    prompt: str
    says: str
    question: QuestionPayload
    guessed: float | None
    settings: dict[str, int]
    strings: dict[str, str]


def lesson_picture(
    curve: Curve,
    samples: Sequence[tuple[int, str]],
    prompt: str,
    says: str,
    question: Question,
    guessed: float | None,
    t: Strings,
) -> None:
    """Show the curve, and of the `samples` (step, text) the one that the visitor moves to; the last one at first.

    While the question is open, neither holds what comes later.
    """
    payload: LessonPayload = {
        "graph": graph_payload(curve.series, curve.x, curve.y, curve.alt, curve.levels, _HEIGHT),
        "written": [{"step": step, "text": _one_line(text)} for step, text in samples],
        "prompt": _one_line(prompt),
        "says": says,
        "question": question.payload,
        "guessed": guessed,
        "settings": {"at": -1},
        "strings": {
            "writes": t("lesson-writes", step="{step}"),
            "slider": t("lesson-slider"),
            "you": t("lesson-you"),
        },
    }
    part(__file__, styles=("stage", "ask", "graph"))(KEY, payload, on_guess_change=question.keep(KEY))


def _one_line(text: str) -> str:
    return legible(text).replace("\n", " ⏎ ")
