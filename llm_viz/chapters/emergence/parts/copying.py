"""The marks of a training so far, under the hard and the smooth metric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.emergence.parts.metrics import HEIGHT, SCALES, STYLES, Axes, plain_strings, titled
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit
from llm_viz.training.copying import LENGTH, SIGNS, STEPS, CopyingReport


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
    """What `copying.js` gets; `length`: signs of a whole answer."""

    reports: list[ReportPayload]
    length: int
    chance: float
    axes: Axes
    height: int
    settings: CopyingSettings
    strings: dict[str, str]


def copying_picture(reports: Sequence[CopyingReport], visit: Visit, t: Strings) -> None:
    """Show the reports, of which there is at least one."""
    payload: CopyingPayload = {
        "reports": [_report(report) for report in reports],
        "length": LENGTH,
        "chance": 1 / SIGNS,
        "axes": {"x": titled(t("axis-step"), 0, STEPS), "y": titled(t("axis-copying"), 1e-3, 1.0)},
        "height": HEIGHT,
        "settings": {
            "signs": visit.param_int("signs", LENGTH, 1, LENGTH),
            "scale": visit.param_choice("copying", "linear", SCALES),
        },
        "strings": plain_strings(t, "vertical", "linear", "log", "signs", "line-smooth", "line-control", "line-chance")
        | {
            "alt": t("copying-alt", parameters=large(reports[-1].parameters, t.language)),
            "line_hard": with_marks(t, "line-hard", "signs"),
            "live": with_marks(t, "copying-live", "step", "signs", "exact", "probability", "control"),
        },
    }
    part(__file__, styles=STYLES)("emergence-copying", payload)


def _report(report: CopyingReport) -> ReportPayload:
    return {
        "step": report.step,
        "exact": report.copied.exact,
        "probability": report.copied.probability,
        "control": report.control.exact,
    }
