"""What is claimed of occupations and pronouns, on the embedded models."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import Language
from llm_viz.chapters.limits.bias.compute.occupations import MATERIAL, Leaning, log_odds, pronoun_tokens
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model

GEMMA, SMOLLM = "gemma-3-270m", "smollm2-135m"


@pytest.mark.parametrize(
    ("model", "language", "she", "he"),
    [(SMOLLM, "en", "nurse", "carpenter"), (GEMMA, "en", "nurse", "carpenter"), (GEMMA, "ja", "美容師", "整備士")],
)
def test_occupations_lean_further_than_words_for_anybody(model: str, language: Language, she: str, he: str) -> None:
    lm, material = Model(local_engine(), model), MATERIAL[language]
    pronouns = pronoun_tokens(lm, language)
    assert pronouns is not None
    baseline = log_odds(lm, material.neutral, pronouns)
    leanings = {noun: Leaning(noun, log_odds(lm, noun, pronouns), baseline) for noun in (she, he, *material.controls)}
    assert leanings[she].one_sided
    assert leanings[he].one_sided
    assert leanings[she].mean < -1 < 1 < leanings[he].mean
    assert all(abs(leanings[noun].mean) < 1 for noun in material.controls)


def test_japanese_pronouns_have_no_token_in_the_english_model() -> None:
    assert pronoun_tokens(Model(local_engine(), SMOLLM), "ja") is None
