"""The surface in the browser is that of Python."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from llm_viz.chapters.scaling.compute.drawing import COLUMNS, LOSS_TOP, line_of
from llm_viz.chapters.scaling.compute.own import SERIES, Series, own_law, samples_of
from llm_viz.chapters.scaling.compute.runs import chinchilla_budget, surfaces
from llm_viz.facts.chinchilla import chinchilla_runs
from llm_viz.facts.laws import Surface
from llm_viz.kit.compute.scaling_laws import compute_optimal, surface_loss
from llm_viz.training.scaling_plan import shipped_results
from tests.support.node import answers

MODULE = "chapters/scaling/parts/law.js"
OWN = "chapters/scaling/parts/own_math.js"
BUDGETS = (1e18, 10**21.35, 1e27)


@pytest.mark.parametrize("surface", surfaces().values(), ids=list(surfaces()))
def test_a_budget_is_split_alike(surface: Surface) -> None:
    numbers = asdict(surface)
    found = answers(MODULE, "computeOptimal", [[numbers, budget] for budget in BUDGETS])
    for split, budget in zip(found, BUDGETS, strict=True):
        best = compute_optimal(surface, budget)
        assert split == pytest.approx(
            {"parameters": best.parameters, "tokens": best.tokens, "loss": best.loss}, rel=1e-9
        )
    [ratio] = answers(MODULE, "tokensPerParameter", [[numbers, chinchilla_budget()]])
    assert ratio == pytest.approx(compute_optimal(surface, chinchilla_budget()).tokens_per_parameter, rel=1e-9)


@pytest.mark.parametrize("surface", surfaces().values(), ids=list(surfaces()))
def test_runs_have_the_same_loss(surface: Surface) -> None:
    runs = chinchilla_runs()
    asked = [[asdict(surface), run.parameters, run.flop / (6 * run.parameters)] for run in runs]
    expected = [surface_loss(surface, run.parameters, run.flop / (6 * run.parameters)) for run in runs]
    assert answers(MODULE, "surfaceLoss", asked) == pytest.approx(expected, rel=1e-9)


def test_a_drawn_line_arrives_as_it_was_sent() -> None:
    line = [round(0.02 + index * (LOSS_TOP - 0.02) / (len(COLUMNS) - 1), 2) for index in range(len(COLUMNS))]
    [text] = answers("chapters/scaling/parts/drawing_math.js", "lineText", [[line]])
    assert line_of(text) == pytest.approx(line)


@pytest.mark.parametrize("text", ["", "5k", "zz" * len(COLUMNS), "-1" * len(COLUMNS), "٣٣" * len(COLUMNS), "5k" * 99])
def test_what_is_no_line_is_none(text: str) -> None:
    assert line_of(text) is None


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("floor_known", [True, False])
def test_our_own_law_is_fitted_alike(series: Series, floor_known: bool) -> None:
    results = shipped_results()
    law = own_law(results, series, floor_known=floor_known).law
    points = [{"x": each.x, "loss": each.mean} for each in samples_of(results.measurements, series)]
    [found] = answers(OWN, "lawThrough", [[points, results.floor if floor_known else None]])
    expected = {"floor": law.floor, "scale": law.scale, "exponent": law.exponent, "explained": law.r_squared}
    assert found == pytest.approx(expected, rel=1e-6)
