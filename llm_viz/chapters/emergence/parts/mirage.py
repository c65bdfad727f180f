"""pⁿ under three sliders, beside GPT-3's additions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.emergence.compute.metrics import interval
from llm_viz.chapters.emergence.compute.mirage import (
    DIGITS,
    FIRST,
    HALF_SIZES,
    MAX_LENGTH,
    SEEN,
    STEEPNESSES,
    Curve,
    additions,
    fitted,
)
from llm_viz.chapters.emergence.parts.metrics import HEIGHT, ROOM, SCALES, STYLES, Axes, plain_strings, titled
from llm_viz.facts.emergence import ModelResult
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit


class CurvePayload(TypedDict):
    """`Curve`: its half size and its steepness."""

    half: float
    steep: float


class AdditionPayload(TypedDict):
    """A model's share of right answers with its interval; `read`: the sentence speaks of it."""

    size: float
    value: float
    low: float
    high: float
    label: str
    read: bool


class LimitsPayload(TypedDict):
    """Where the sliders end."""

    length: int
    half: tuple[float, float]
    steep: tuple[float, float]


class MirageSettings(CurvePayload):
    """The curve, of what length the answer is, whose results are shown, and the vertical axis."""

    digits: int
    length: int
    scale: str


class MiragePayload(TypedDict):
    """What `mirage.js` gets; `tasks` and `fits` by number of digits, `fits` for "all" too."""

    tasks: dict[str, list[AdditionPayload]]
    fits: dict[str, CurvePayload]
    limits: LimitsPayload
    axes: Axes
    height: int
    defaults: MirageSettings
    settings: MirageSettings
    strings: dict[str, str]


def mirage_dials(visit: Visit, t: Strings) -> None:
    """Show the curve, its sliders and the results."""
    measured = additions()
    start = fitted(FIRST)
    payload: MiragePayload = {
        "tasks": {str(digits): [_addition(each) for each in line] for digits, line in measured.items()},
        "fits": {str(digits): _curve(fitted(digits)) for digits in DIGITS} | {"all": _curve(fitted(None))},
        "limits": {"length": MAX_LENGTH, "half": HALF_SIZES, "steep": STEEPNESSES},
        "axes": {
            "x": titled(t("axis-size"), *_sizes(measured[FIRST])),
            "y": titled(t("axis-exact"), 1e-4, 1.0),
        },
        "height": HEIGHT,
        "defaults": {"digits": FIRST, "length": FIRST, "scale": "linear", **_curve(start)},
        "settings": {
            "digits": int(visit.param_choice("digits", str(FIRST), [str(digits) for digits in DIGITS])),
            "length": visit.param_int("n", FIRST, 1, MAX_LENGTH),
            "half": visit.param_float("h", start.half_size, *HALF_SIZES),
            "steep": visit.param_float("a", start.steepness, *STEEPNESSES),
            "scale": visit.param_choice("scale", "linear", SCALES),
        },
        "strings": plain_strings(
            t, "digits", "vertical", "linear", "log", "length", "half", "steep", "fit", "fit-these", "fit-all",
            "line-digit", "line-answer", "line-data",
        )
        | {
            "alt": t("mirage-alt"),
            "live": with_marks(t, "mirage-live", "model", "digit", "length", "answer", "measured", "distance"),
        },
    }  # fmt: skip
    part(__file__, styles=STYLES)("emergence-mirage", payload)


def _addition(measured: ModelResult) -> AdditionPayload:
    bounds = interval("exact", measured)
    low, high = (measured.value, measured.value) if bounds is None else (bounds.low, bounds.high)
    return {
        "size": measured.parameters,
        "value": measured.value / 100,
        "low": low / 100,
        "high": high / 100,
        "label": measured.model,
        "read": measured.model == SEEN,
    }


def _curve(curve: Curve) -> CurvePayload:
    return {"half": curve.half_size, "steep": curve.steepness}


def _sizes(measured: Iterable[ModelResult]) -> tuple[float, float]:
    sizes = [each.parameters for each in measured]
    return min(sizes) / ROOM, ROOM * max(sizes)
