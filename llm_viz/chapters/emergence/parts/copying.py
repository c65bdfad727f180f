"""The marks of a training so far, under the hard and the smooth metric."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.emergence.compute.copying import copying_told
from llm_viz.chapters.emergence.parts.metrics import SCALES, Axes, plain_strings, titled
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit
from llm_viz.training.copying import LENGTH, PERIOD, SIGNS, STEPS, TESTS, CopyingReport, rows_to_score

_SIGNS = string.ascii_uppercase + "234567"


class ReportPayload(TypedDict):
    """`CopyingReport`: `exact` and `control` by the number of signs that must be right, from 1 on."""

    step: int
    exact: Sequence[float]
    probability: float
    control: Sequence[float]


class CopyingSettings(TypedDict):
    """How many signs must be right, and the vertical axis."""

    signs: int
    scale: str


class CopyingPayload(TypedDict):
    """What `copying.js` gets; `length`: signs of a whole answer; `row`: the signs of one row; `told`: what came out.

    While the question is open, `reports` end where the curve begins to rise.
    """

    reports: list[ReportPayload]
    question: QuestionPayload
    first_guess: int
    steps: int
    row: str
    length: int
    chance: float
    axes: Axes
    settings: CopyingSettings
    told: str
    strings: dict[str, str]


def copying_picture(reports: Sequence[CopyingReport], question: Question, visit: Visit, t: Strings) -> None:
    """Show the reports, of which there is at least one."""
    guess = int(question.guess) if question.guess is not None and question.guess.isdecimal() else None
    told = (
        Note("copying-before", {"step": reports[-1].step, "rows": TESTS})
        if question.is_open
        else copying_told(reports, guess)
    )
    payload: CopyingPayload = {
        "reports": [_report(report) for report in reports],
        "question": question.payload,
        "first_guess": STEPS // 2,
        "steps": STEPS,
        "row": "".join(_SIGNS[sign] for sign in rows_to_score(repeated=True)[0, :PERIOD].tolist()),
        "length": LENGTH,
        "chance": 1 / SIGNS,
        "axes": {"x": titled(t("axis-step"), 0, STEPS), "y": titled(t("axis-copying"), 1e-3, 1.0)},
        "settings": {
            "signs": visit.param_int("signs", LENGTH, 1, LENGTH),
            "scale": visit.param_choice("copying", "linear", SCALES),
        },
        "told": "" if told is None else t(told.key, **told.values),
        "strings": plain_strings(
            t, "vertical", "linear", "log", "signs", "line-smooth", "line-control", "line-chance", "copying-done",
            "copying-rule", "copying-mark", "copying-task",
        )
        | {
            "alt": t("copying-alt", parameters=large(reports[-1].parameters, t.language)),
            "you": with_marks(t, "copying-you", "step"),
            "line_hard": with_marks(t, "line-hard", "signs"),
            "live": with_marks(t, "copying-live", "step", "signs", "exact", "probability", "control"),
        },
    }  # fmt: skip
    part(__file__, styles=("graph", "controls", "stage", "ask"))(
        "emergence-copying", payload, on_guess_change=question.keep("emergence-copying")
    )


def _report(report: CopyingReport) -> ReportPayload:
    return {
        "step": report.step,
        "exact": report.copied.exact,
        "probability": report.copied.probability,
        "control": report.control.exact,
    }
