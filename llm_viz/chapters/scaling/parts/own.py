"""A scaling law of our own: where the largest model lands is guessed first; then points are taken off the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.scaling.compute.fit import Sample
from llm_viz.chapters.scaling.compute.own import SERIES, Series
from llm_viz.chapters.scaling.parts.law import STYLES
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit
from llm_viz.training.scaling_plan import TrialResult

KEY = "scaling-own"
FLOORS = ("known", "free")
THOUSANDTHS = 1000
"""A guess is sent in thousandths of a nat."""
_PLAIN = ("series", "floor", "done", "rule", "mark", "through", "tap", "few", "other-series")
_MARKED = {
    "before": ("count", "times"),
    "you": ("loss",),
    "line": ("loss",),
    "measured": ("loss",),
    "hopeful": ("count", "x", "predicted", "measured", "off"),
    "gloomy": ("count", "x", "predicted", "measured", "off"),
    "close": ("count", "x", "predicted", "measured", "off"),
    "said": ("guess",),
    "all-size": ("count", "tenfold", "half"),
    "all-data": ("count", "tenfold", "half"),
    "x-size": ("x",),
    "x-data": ("x",),
    "hover": ("x", "loss"),
    "mine": ("seed",),
}


class SamplePayload(TypedDict):
    """`Sample`: what was measured at one x."""

    x: float
    losses: Sequence[float]


class MinePayload(TypedDict):
    """What a run of the visitor's own has measured so far."""

    seed: str
    trials: list[tuple[float, float]]


class OwnSettings(TypedDict):
    """What grows, and whether E is known or fitted as well."""

    series: str
    floor: str


class OwnPayload(TypedDict):
    """What `own.js` gets. `asked`: the parameters of the model that is asked about; while the question is open, its
    losses and everything else that is measured are not sent.
    """

    settings: OwnSettings
    question: QuestionPayload
    guess: float | None
    asked: float
    samples: dict[str, list[SamplePayload]]
    floor: float
    mine: MinePayload | None
    strings: dict[str, str]


def own_picture(
    question: Question,
    samples: Mapping[Series, Sequence[Sample]],
    floor: float,
    mine: Sequence[TrialResult],
    visit: Visit,
    t: Strings,
) -> None:
    """The picture. `floor`: what is left in the end, in nats per word, known from the language itself."""
    sent = question.guess or ""
    guess = int(sent) / THOUSANDTHS if sent.isdecimal() else None
    shown: dict[str, list[SamplePayload]] = {str(series): _sent(samples[series]) for series in SERIES}
    if question.is_open:
        shown = {"size": _sent(samples["size"][:-1])}
    payload: OwnPayload = {
        "settings": {
            "series": visit.param_choice("series", SERIES[0], SERIES),
            "floor": visit.param_choice("floor", FLOORS[0], FLOORS),
        },
        "question": question.payload,
        "guess": guess,
        "asked": samples["size"][-1].x,
        "samples": shown,
        "floor": floor,
        "mine": {"seed": str(mine[0].seed), "trials": [(trial.parameters, trial.loss) for trial in mine]}
        if mine
        else None,
        "strings": {
            **{key: t(f"own-{key}") for key in _PLAIN},
            **{key: with_marks(t, f"own-{key}", *marks) for key, marks in _MARKED.items()},
            **{f"series-{series}": t(f"series-{series}") for series in SERIES},
            **{f"floor-{floor}": t(f"floor-{floor}") for floor in FLOORS},
            **{f"axis-{series}": t(f"axis-own-{series}") for series in SERIES},
            **{
                f"alt-{series}": t(f"own-alt-{series}", points=len(each), seeds=len(each[0].losses))
                for series, each in samples.items()
            },
            "axis-above": with_marks(t, "axis-above", "floor"),
        },
    }
    part(__file__, styles=(*STYLES, "ask"))(KEY, payload, on_guess_change=question.keep(KEY))


def _sent(samples: Sequence[Sample]) -> list[SamplePayload]:
    return [{"x": sample.x, "losses": sample.losses} for sample in samples]
