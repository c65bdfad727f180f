"""The question that covers the drawback of cost, on a picture of the same model trained in two places."""

from __future__ import annotations

from llm_viz.chapters.limits.cost.compute import compared_runs, twins
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import Drag, GuessRow, GuessScale, Hero, Tick, guess_rows

_MOST, _STEP, _START = 120, 2, 20  # tonnes: as much as burning nothing but coal could give


def uncovered(page: DrawbackPage) -> bool:
    """Ask what the second run of the same model emitted; whether what follows may be seen."""
    t, pair = page.t, twins()
    question = page.ask_on_picture("guess-question", own=t("rows-mark"), bounds=(0, _MOST))
    rows = [
        GuessRow(
            t("twin-hydro"),
            pair["hydro_tonnes"],
            _tonnes(page, pair["hydro_tonnes"]),
            _electricity(page, pair["hydro_mwh"]),
        ),
        GuessRow(
            t("twin-grid"),
            pair["grid_tonnes"],
            _tonnes(page, pair["grid_tonnes"]),
            _electricity(page, pair["grid_mwh"]),
            style="marked",
            asked=True,
        ),
        *(
            GuessRow(
                run.model,
                run.carbon_tonnes or 0,
                _tonnes(page, run.carbon_tonnes or 0),
                _electricity(page, run.energy_mwh or 0),
            )
            for run in compared_runs()
        ),
    ]
    scale = GuessScale(0, _MOST, tuple(Tick(value, _tonnes(page, value)) for value in range(0, _MOST + 1, 40)))
    values = tuple(float(value) for value in range(0, _MOST + 1, _STEP))
    drag = Drag(values, _START, t("tonnes-mark", tonnes="{value}"))
    hero = Hero(_tonnes(page, pair["grid_tonnes"]), t("hero"))
    shown = {name: f"{value:,.0f}" for name, value in pair.items()}
    says = t("says-open") if question.is_open else t("says", **shown)
    guess_rows("limits_cost-picture", rows, scale, question, hero, says, t, drag)
    return not question.is_open


def _tonnes(page: DrawbackPage, tonnes: float) -> str:
    return page.t("tonnes", tonnes=tonnes)


def _electricity(page: DrawbackPage, mwh: float) -> str:
    return page.t("electricity", mwh=mwh)
