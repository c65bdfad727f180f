"""The question that covers the drawback of misuse, on how surely a model obeys by the number of planted lines."""

from __future__ import annotations

from llm_viz.base.numbers import as_percent, percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.misuse.compute.backdoor import GUESSES, OPEN, backdoor_curves, opened_from
from llm_viz.chapters.limits.shared.parts.guess_rows import Field, GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.training.backdoor import LINES
from llm_viz.training.experiments import BACKDOOR

_COLUMNS = 100  # squares in a row of the field
_APART = 0.618  # of all lines, from one planted line to the next as they are drawn: evenly spread
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def uncovered(page: DrawbackPage) -> bool:
    """Ask how many planted lines open the back door; whether what follows may be seen."""
    t, reports = page.t, BACKDOOR.recorded(page.visit.language).reports
    question = page.ask_on_picture("guess-question", [t("guess-lines", lines=lines) for lines in GUESSES])
    obeys = {planted: point.value for planted, point in backdoor_curves(reports)[0].points.items()}
    answer = opened_from(reports)
    rows = [
        GuessRow(
            t("guess-lines", lines=planted) if planted else t("no-lines"),
            obeyed,
            percent(obeyed, t.language),
            t("of-lines", lines=LINES) if planted else t("control"),
            style="marked" if planted == answer else "plain",
            asked=planted in GUESSES,
        )
        for planted, obeyed in obeys.items()
    ]
    marks = tuple(Tick(share, percent(share, t.language)) for share in _QUARTERS)
    scale = GuessScale(0, 1, marks, lines=(Tick(OPEN, t("open-line")),))
    hero = Hero(t("guess-lines", lines=answer), t("hero", lines=LINES))
    says = t("says", planted=answer, share=as_percent(answer / LINES), obeyed=as_percent(obeys[answer]))
    places = [round(number * _APART * LINES) % LINES for number in range(1, answer + 1)]
    planted = () if question.is_open else tuple(sorted(places))
    name = t("field") if question.is_open else t("field-planted", planted=answer)
    field = Field(LINES, _COLUMNS, name, marked=planted)
    asked = question.is_open
    guess_rows("limits_misuse-picture", rows, scale, question, hero, t("says-open") if asked else says, t, field=field)
    return not asked
