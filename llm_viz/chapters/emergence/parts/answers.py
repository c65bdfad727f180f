"""The same answers of one model, marked all or nothing and digit by digit, at any moment of its training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import measured_percent
from llm_viz.chapters.emergence.compute.adding import before_the_jump
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit
from llm_viz.training.adding import DIGITS, SHOWN, TESTS, AddingReport, asked_sums, written

_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_STEPS_NAMED = (10, 30, 100, 300, 800)


class MomentPayload(TypedDict):
    """`AddingReport`."""

    step: int
    whole: float
    digits: float
    answers: Sequence[str]


class SumPayload(TypedDict):
    """A sum: what was asked, and its true result."""

    asked: str
    truth: str


class AnswersSettings(TypedDict):
    """What the visitor sets; `soft`: 1 for part marks, `moment`: an index."""

    soft: int
    moment: int


class AnswersPayload(TypedDict):
    """What `answers.js` gets. `early`: the last moment before the jump; `tests`: how many sums the shares are of;
    `ticks`: the marks from the bottom up; `steps`: those that are named on the axis.
    """

    settings: AnswersSettings
    early: int
    moments: list[MomentPayload]
    sums: list[SumPayload]
    tests: int
    ticks: list[str]
    steps: Sequence[int]
    words: dict[str, str]


def marked_answers(reports: Sequence[AddingReport], visit: Visit, t: Strings, alt: str) -> None:
    """Show the training, beginning where the two markings differ most; `alt` says what it shows."""
    standard = before_the_jump(reports)
    payload: AnswersPayload = {
        "settings": {
            "soft": int(visit.param_choice("credit", "all", ("all", "part")) == "part"),
            "moment": visit.param_int("adding", standard, 0, len(reports) - 1),
        },
        "early": standard,
        "moments": [
            {"step": report.step, "whole": report.whole, "digits": report.digits, "answers": report.answers}
            for report in reports
        ],
        "sums": [_sum(row) for row in asked_sums()[:SHOWN].tolist()],
        "tests": TESTS,
        "ticks": [measured_percent(100 * share, t.language) for share in _QUARTERS],
        "steps": _STEPS_NAMED,
        "words": {
            **{name: t(f"jump-{name}") for name in ("hard", "soft")},
            "alt": alt,
            "hard_means": t("jump-sums-all"),
            "soft_means": t("jump-sums-part"),
            "axis_hard": t("answers-axis-hard", tests=TESTS),
            "axis_soft": t("answers-axis-soft", digits=TESTS * DIGITS),
            "steps": t("answers-steps"),
            "moment": t("answers-moment"),
            "sheet": with_marks(t, "answers-sheet", "step"),
            "right": t("answers-right"),
            "wrong": t("answers-wrong"),
            "points": with_marks(t, "answers-points", "points", "most"),
            "says_hard": with_marks(t, "answers-says-hard", "step", "right", "tests", "share"),
            "says_soft": with_marks(t, "answers-says-soft", "step", "share"),
            "says_soft_step": with_marks(t, "answers-says-soft-step", "step", "share", "whole"),
        },
    }
    part(__file__, styles=("stage", "marks"))("emergence-answers", payload)


def _sum(row: Sequence[int]) -> SumPayload:
    first, second, truth = written(row)
    return {"asked": f"{first} + {second} =", "truth": truth}
