"""The browser counts a model's parts as Python does, and grows GPT-2 to GPT-3."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from llm_viz.chapters.large.compute.recipes import PUBLISHED, Recipe, parameters, published
from tests.support.node import answers

MODULE = "chapters/large/parts/mosaic_math.js"


def numbers(recipe: Recipe, width: int, layers: int) -> dict[str, float]:
    """What each part has in the browser, all layers together."""
    made = asdict(recipe) | {"source": None}
    [columns] = answers(MODULE, "columnsOf", [[made, {"width": width, "layers": layers}]])
    counts: dict[str, float] = {}
    for column in columns:
        for part, weight in column["parts"]:
            counts[part] = counts.get(part, 0) + weight
    return counts


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_model_has_as_many_numbers_in_the_browser(name: str) -> None:
    recipe = published(name)
    assert sum(numbers(recipe, recipe.width, len(recipe.pattern)).values()) == parameters(recipe)


def test_gpt_2_grown_is_gpt_3_but_for_its_longer_context() -> None:
    small, large = map(published, PUBLISHED)
    grown = numbers(small, large.width, len(large.pattern))
    real = numbers(large, large.width, len(large.pattern))
    assert grown.pop("positions") == real.pop("positions") / 2
    assert grown == real
