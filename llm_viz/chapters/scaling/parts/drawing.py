"""Draw the curve yourself: three real runs, a pen, and, once a line is drawn, 245 runs and the law through them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.scaling.compute.drawing import law, line_of
from llm_viz.chapters.scaling.parts.law import SurfacePayload, surface_payload
from llm_viz.facts.chinchilla import ChinchillaRun
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit

_KEY = "scaling-drawing"
_WAYS = ("both", "parameters", "data")
_STEPS = 6
_PLAIN = (
    "picture", "loss", "axis-y", "axis-x", "axis-x-short", "rent", "sure", "first", "go-on", "show", "more",
    "frontier", "frontier-short", "beyond", "ten", "back", "ways", "way-both", "way-parameters", "way-data",
    "gains", "behind", "pen", "far", "close", "hopeful", "gloomy",
)  # fmt: skip
_MARKED = {
    "rule": ("times",),
    "money": ("value",),
    "you": ("value",),
    "real": ("value",),
    "runs": ("count",),
    "above": ("count",),
    "doors": ("value",),
    "between": ("value",),
    "before": ("times", "from", "to"),
    "told": ("flop", "you", "real", "off"),
    "plain": ("count",),
    "step": ("from", "to", "before", "price", "was", "is"),
    "share": ("share",),
    "stuck-parameters": ("fixed", "floor"),
    "stuck-data": ("fixed", "floor"),
}


class DrawingSettings(TypedDict):
    """What the visitor sets: losses of the drawn line, what grows, and how many times ten times more."""

    line: list[float]
    way: str
    steps: int


class AnswerPayload(TypedDict):
    """What is not sent before a line is drawn: runs (power of ten of the operations, parameters, loss), and the law."""

    runs: list[tuple[float, float, float]]
    law: SurfacePayload


class DrawingPayload(TypedDict):
    """What `drawing.js` gets. `first`: operations and losses of the runs to go on from."""

    settings: DrawingSettings
    question: QuestionPayload
    first: list[tuple[float, float]]
    rent: float  # US dollars for one operation
    answer: AnswerPayload | None
    words: dict[str, str]


def drawing(
    question: Question,
    first: Sequence[ChinchillaRun],
    rent: float,
    runs: Sequence[ChinchillaRun],
    visit: Visit,
    t: Strings,
) -> None:
    """The picture. `first`: the runs to go on from; `runs`: all of them, sent once the question is answered."""
    payload: DrawingPayload = {
        "settings": {
            "line": list(line_of(question.guess or "") or ()),
            "way": visit.param_choice("way", _WAYS[0], _WAYS),
            "steps": visit.param_int("steps", 0, 0, _STEPS),
        },
        "question": question.payload,
        "first": [(run.flop, run.loss) for run in first],
        "rent": rent,
        "answer": None if question.is_open else _answer(runs),
        "words": {
            **{key: t(f"draw-{key}") for key in _PLAIN},
            **{key: with_marks(t, f"draw-{key}", *marks) for key, marks in _MARKED.items()},
        },
    }
    part(__file__, styles=("stage", "ask"))(_KEY, payload, on_guess_change=question.keep(_KEY))


def _answer(runs: Sequence[ChinchillaRun]) -> AnswerPayload:
    shown = sorted(runs, key=lambda run: run.flop)
    return {
        "runs": [(math.log10(run.flop), run.parameters, run.loss) for run in shown],
        "law": surface_payload(law()),
    }
