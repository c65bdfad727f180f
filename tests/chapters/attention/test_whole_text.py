"""The longest text whose weights a browser is sent."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import TooManyTokens
from llm_viz.chapters.attention.compute.whole_text import check_length, weights_count
from llm_viz.engine.protocol.models import ModelFacts


def facts(*, causal: bool = True, layers: int = 30, heads: int = 9) -> ModelFacts:
    return ModelFacts("m", "M", causal, "A", layers, heads, heads, 8, 100, 2048, 1, "cpu", "float32")


def test_weights_of_128_tokens_in_every_head_of_smollm2_fit_five_megabytes() -> None:
    assert weights_count(128, facts()) * 2 <= 5_000_000
    check_length(128, facts())


@pytest.mark.parametrize("causal", [True, False])
def test_the_refusal_names_the_longest_text_that_fits(causal: bool) -> None:
    with pytest.raises(TooManyTokens) as refusal:
        check_length(1000, facts(causal=causal))
    limit = int(refusal.value.values["limit"])
    check_length(limit, facts(causal=causal))
    with pytest.raises(TooManyTokens):
        check_length(limit + 1, facts(causal=causal))
