"""Draw the square of GPT-3; then zoom out over the largest models, in three meanings of "large"."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large, power_of_ten, scientific, with_power_of_ten
from llm_viz.chapters.large.compute.models import MEASURES, Measure
from llm_viz.chapters.large.compute.squares import (
    PAPER,
    SECRET,
    Square,
    chip_share,
    place_of_guessed,
    surprise,
    years,
)
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit

_KEY = "large-squares"
_FIRST_GUESS = 9e9
_CELLS = {"parameters": range(16), "tokens": range(6, 18), "flop": range(16, 30)}
"""Powers of ten for which the legend has a name."""


class SizePayload(TypedDict):
    """A size: as a number, as people read it, and what it would be in years."""

    value: float
    amount: str
    human: str


class SquarePayload(TypedDict):
    """`Square`: its sizes by measure; None where nobody knows."""

    name: str
    sizes: dict[str, SizePayload | None]


class SquaresSettings(TypedDict):
    """What the visitor sets: the guess in parameters, what is compared, how far out (0 to 1), which square (or −1)."""

    guess: float
    measure: str
    far: float
    chosen: int


class SquaresPayload(TypedDict):
    """What `squares.js` gets: before the guess only the models that stand before the one to be guessed."""

    settings: SquaresSettings
    question: QuestionPayload
    squares: list[SquarePayload]
    guessed: int
    paper: float
    secret: list[str]
    units: dict[str, dict[str, str]]
    surprise: str
    words: dict[str, str]


def guessed_size(question: Question) -> float | None:
    """The parameters that were guessed; None for none, or for what is no such number."""
    text = question.guess or ""
    if not text.isascii() or not text.isdigit():
        return None
    return float(text)


def squares_picture(row: tuple[Square, ...], question: Question, visit: Visit, t: Strings) -> None:
    """The row of squares; what comes from the guessed one on is sent once the question is answered."""
    guess, place = guessed_size(question), place_of_guessed(row)
    note = surprise(row)
    payload: SquaresPayload = {
        "settings": {
            "guess": _FIRST_GUESS if guess is None else guess,
            "measure": visit.param_choice("large_in", MEASURES[0], MEASURES),
            "far": visit.param_float("far", 0.0, 0.0, 1.0),
            "chosen": -1,
        },
        "question": question.payload,
        "squares": [_square(square, t) for square in (row[:place] if question.is_open else row)],
        "guessed": place,
        "paper": PAPER,
        "secret": [] if question.is_open else list(SECRET),
        "units": {
            measure: {str(power): t(f"squares-unit-{measure}", amount=_unit(power, measure, t)) for power in powers}
            for measure, powers in _CELLS.items()
        },
        "surprise": "" if note is None or question.is_open else t(note.key, **note.values),
        "words": {
            **{
                key: t(f"squares-{key}")
                for key in ("picture", "done", "out", "near", "zoom", "hidden", "here", "measure")
            },
            **{measure: t(f"measure-{measure}") for measure in MEASURES},
            **{
                f"size_{measure}": t(f"squares-size-{measure}", name="{name}", amount="{amount}")
                for measure in MEASURES
            },
            "none": with_marks(t, "squares-none", "name"),
            "rule": t("squares-rule", name=row[0].name),
            "knob": t("squares-knob"),
            "before": t("squares-before", name=row[0].name, amount=_amount(row[0].sizes["parameters"] or 0, t)),
            "holds": with_marks(t, "squares-holds", "times"),
            "you": with_marks(t, "squares-you", "value"),
            "times": t("squares-times", name="{name}", own=row[0].name, times="{times}"),
            "told": with_marks(t, "squares-told", "guess", "times"),
            "told_over": with_marks(t, "squares-told-over", "guess", "times"),
            "told_close": with_marks(t, "squares-told-close", "guess"),
            "dot": t("squares-dot", name=row[0].name, pixels="{pixels}"),
        },
    }
    part(__file__, styles=("stage", "ask"))(_KEY, payload, on_guess_change=question.keep(_KEY))


def _square(square: Square, t: Strings) -> SquarePayload:
    return {
        "name": square.name,
        "sizes": {measure: None if size is None else _size(size, measure, t) for measure, size in square.sizes.items()},
    }


def _size(size: float, measure: Measure, t: Strings) -> SizePayload:
    span = years(size, measure)
    human = t(f"squares-human-{measure}", years=_years(span, t), share=chip_share())
    amount = with_power_of_ten(*scientific(size)) if measure == "flop" else _amount(size, t)
    return {"value": size, "amount": amount, "human": human}


def _amount(size: float, t: Strings) -> str:
    return large(float(f"{size:.3g}"), t.language, trim=True)


def _years(span: float, t: Strings) -> str:
    rounded = float(f"{span:.2g}")
    written = (
        f"{rounded:g}"
        if rounded < 10
        else f"{rounded:,.0f}"
        if rounded < 1e5
        else large(rounded, t.language, trim=True)
    )
    return t("squares-years", years=written)


def _unit(power: int, measure: str, t: Strings) -> str:
    return power_of_ten(power) if measure == "flop" else large(10**power, t.language, trim=True)
