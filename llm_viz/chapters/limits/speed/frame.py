"""The question that covers the drawback of slowness, on the time that each part of the work takes for one token."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import Field, GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.chapters.limits.speed.compute.machines import LIMITING_FACTORS, limiting_factor

_MOST, _EVERY = 6, 2  # milliseconds
_SECONDS = 2
"""For so long, tokens are written into the field before it begins again."""
_COLUMNS = 60  # squares in a row of the field


def uncovered(page: DrawbackPage) -> bool:
    """Ask what holds writing back; whether what follows may be seen."""
    t = page.t
    limit, by_memory, by_arithmetic = limiting_factor()
    question = page.ask_on_picture("guess-question", [t(f"limit-{factor}") for factor in LIMITING_FACTORS])
    milliseconds = {"memory": 1000 / by_memory, "arithmetic": 1000 / by_arithmetic, "network": 0.0}
    rows = [
        GuessRow(
            t(f"limit-{factor}"),
            milliseconds[factor],
            t("milliseconds", time=f"{milliseconds[factor]:.2g}") if milliseconds[factor] else t("unused"),
            t(f"work-{factor}"),
            style="marked" if factor == limit else "plain",
            asked=True,
        )
        for factor in LIMITING_FACTORS
    ]
    marks = [Tick(time, str(time)) for time in range(0, _MOST, _EVERY)]
    scale = GuessScale(0, _MOST, (*marks, Tick(_MOST, t("milliseconds", time=_MOST))))
    hero = Hero(t("milliseconds", time=f"{milliseconds[limit]:.2g}"), t("hero"))
    says = t("says", memory=f"{by_memory:,.0f}", arithmetic=f"{by_arithmetic:,.0f}")
    rate = min(by_memory, by_arithmetic)
    field = Field(round(_SECONDS * rate), _COLUMNS, t("field", rate=f"{rate:.0f}"), rate=rate)
    shown = t("says-open") if question.is_open else says
    guess_rows("limits_speed-picture", rows, scale, question, hero, shown, t, field=field)
    return not question.is_open
