"""What the browser computes is what Python computes."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from llm_viz.base.languages import LANGUAGES
from llm_viz.base.numbers import large, percent
from llm_viz.chapters.large.compute.memory import memory_calculator
from llm_viz.chapters.large.compute.speed import speed_calculator
from llm_viz.chapters.large.compute.training import training_calculator
from llm_viz.chapters.limits.cost.compute import class_calculator
from llm_viz.chapters.limits.legal.compute import flop_calculator
from llm_viz.kit.compute.calculator import Calculator, compute
from tests.support.node import answers

CALCULATORS = (
    memory_calculator(None),
    training_calculator(),
    speed_calculator(None, None),
    class_calculator(),
    flop_calculator(),
)


def test_percent() -> None:
    probabilities = [index / 4000 for index in range(4001)] + [10.0**-power for power in range(1, 12)]
    probabilities += [1 - 10.0**-power for power in range(1, 12)] + [0.125, 0.0025, 0.0075, 0.02250000000001]
    for language in LANGUAGES:
        shown = answers("kit/browser/numbers.js", "percent", [[share, language] for share in probabilities])
        assert shown == [percent(share, language) for share in probabilities]


def test_large_numbers() -> None:
    numbers = [0, 950, 999, 1000, 49_152, 134_515_008, 1_200_000_000, 3 * 10**14, 5 * 10**15]
    numbers += [round(10 ** (index / 9)) for index in range(150)]
    for language in LANGUAGES:
        shown = answers("kit/browser/numbers.js", "large", [[number, language] for number in numbers])
        assert shown == [large(number, language) for number in numbers]


@pytest.mark.parametrize("described", CALCULATORS, ids=lambda described: str(described.name))
def test_calculators(described: Calculator) -> None:
    settings = [described.defaults, *(settings_of(described, seed) for seed in range(50))]
    steps: list[dict[str, Any]] = [
        {
            "name": step.name,
            "least": step.least,
            "terms": [{"factor": term.factor, "powers": dict(term.powers)} for term in step.terms],
        }
        for step in described.steps
    ]
    found = answers("kit/browser/calculator_math.js", "compute", [[steps, values] for values in settings])
    for shown, values in zip(found, settings, strict=True):
        assert shown == pytest.approx(compute(described, values), rel=1e-12)


def settings_of(described: Calculator, seed: int) -> dict[str, float]:
    """Every knob somewhere between its ends."""
    dice = random.Random(seed)
    return {
        knob.name: math.exp(dice.uniform(math.log(knob.low), math.log(knob.high)))
        if knob.low > 0
        else dice.uniform(knob.low, knob.high)
        for knob in described.knobs
    }
