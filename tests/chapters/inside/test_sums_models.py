"""The sums of words that chapter 7 begins with come out on the embedded models; the last one offered does not."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import Language
from llm_viz.chapters.inside.compute.neighbourhood import SUMS, spelling, word_sum
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model


@pytest.mark.parametrize(("language", "model"), [("en", "smollm2-135m"), ("ja", "gemma-3-270m")])
def test_the_first_sum_comes_out_and_the_last_one_does_not(language: Language, model: str) -> None:
    lm = Model(local_engine(), model)
    first, last = (word_sum(lm, SUMS[language][place]) for place in (0, -1))
    assert first.sky is not None
    assert spelling(max(first.sky.stars, key=lambda star: star.cosine).text) == spelling(first.asked.expected)
    assert first.rank == 1
    assert last.sky is not None
    assert last.rank is None or last.rank > 1
