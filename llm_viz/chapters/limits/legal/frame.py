"""The question that covers the legal drawback, on a scale of training computation with the line of the law."""

from __future__ import annotations

from llm_viz.base.numbers import power_of_ten, scientific, with_power_of_ten
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.legal.compute import CANDIDATES, LINE, SMALLEST, above_line
from llm_viz.chapters.limits.shared.parts.guess_rows import GuessRow, GuessScale, Hero, RowStyle, Tick, guess_rows
from llm_viz.facts.models import published_model

_POWERS = (21, 22, 23, 24, 25, 26)


def uncovered(page: DrawbackPage) -> bool:
    """Ask which model is above the line; whether what follows may be seen."""
    t = page.t
    question = page.ask_on_picture("guess-question", CANDIDATES)
    rows = [_row(name, asked=name in CANDIDATES) for name in (SMALLEST, *CANDIDATES)]
    marks = tuple(Tick(10.0**power, power_of_ten(power)) for power in _POWERS)
    scale = GuessScale(10.0 ** _POWERS[0], 10.0 ** _POWERS[-1], marks, log=True, lines=(Tick(LINE, t("line")),))
    answer = above_line()
    others = [name for name in CANDIDATES if name != answer]
    nearest = max(others, key=lambda name: published_model(name).training_flop or 0)
    over, under = (published_model(name).training_flop or 0 for name in (answer, nearest))
    hero = Hero(answer, t("hero"))
    says = t("says", model=answer, over=f"{over / LINE:.1f}", nearest=nearest, under=f"{LINE / under:.1f}")
    guess_rows("limits_legal-picture", rows, scale, question, hero, t("says-open") if question.is_open else says, t)
    return not question.is_open


def _row(name: str, *, asked: bool) -> GuessRow:
    flop = published_model(name).training_flop or 0
    style: RowStyle = "marked" if flop > LINE else "plain"
    return GuessRow(name, flop, _written(flop), style=style, asked=asked)


def _written(flop: float) -> str:
    mantissa, power = scientific(flop)
    return with_power_of_ten(mantissa, power)
