"""What is claimed of the price of languages and of cold answers, on the embedded models with the shipped seeds."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.culture.compute.diversity import PROMPTS, SAMPLES, TEMPERATURES, TOKENS
from llm_viz.chapters.limits.culture.compute.prices import prices
from llm_viz.chapters.limits.shared.compute.answers import draw_answers
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling

pytestmark = pytest.mark.model


def test_an_english_tokenizer_charges_more_than_the_bytes_explain_and_a_large_one_does_not() -> None:
    small, large = (
        {price.language: price for price in prices(Model(local_engine(), model))}
        for model in ("smollm2-135m", "gemma-3-270m")
    )
    assert small["ja"].mean > 2 * small["ja"].mean_size
    assert max(price.mean for price in large.values()) < 1.5
    assert large["hi"].mean < large["hi"].mean_size / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_cold_answers_are_alike_by_more_than_chance(language: Language) -> None:
    lm, prompt = Model(local_engine(), default_model(language)), PROMPTS[language]
    cold, hot = (
        draw_answers(lm, prompt, Sampling(temperature), SAMPLES, TOKENS).distinct
        for temperature in (TEMPERATURES[0], TEMPERATURES[-1])
    )
    assert cold < hot - 5
