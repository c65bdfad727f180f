"""What chapter 1 claims of the embedded models: they predict a sentence better than its words shuffled."""

from __future__ import annotations

import pytest

from llm_viz.chapters.learning.compute.surprisal import Score, score, shuffled
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.tracing import SurprisalRequest

pytestmark = pytest.mark.model

GEMMA, SMOLLM = "gemma-3-270m", "smollm2-135m"
ENGLISH = "The old man went down to the harbour every morning to see whether the boats had come back."
JAPANESE = "むかしむかし、あるところに、おじいさんとおばあさんが住んでいました。"


def measured(model: str, text: str) -> Score:
    loss = score(local_engine().surprisal(SurprisalRequest(model, text)))
    assert loss is not None
    return loss


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE])
@pytest.mark.parametrize("model", [GEMMA, SMOLLM])
def test_order_matters(model: str, text: str) -> None:
    assert measured(model, text).bits_per_character < 0.8 * measured(model, shuffled(text)).bits_per_character


def test_a_model_foresees_best_what_it_has_read_most_of() -> None:
    assert measured(GEMMA, JAPANESE).bits_per_character < 0.8 * measured(SMOLLM, JAPANESE).bits_per_character


def test_bits_per_character_compare_although_tokens_do_not() -> None:
    """SmolLM2 cuts Japanese into many more tokens: each is easier, all together are not."""
    gemma, smollm = measured(GEMMA, JAPANESE), measured(SMOLLM, JAPANESE)
    assert smollm.tokens > 1.5 * gemma.tokens
    assert smollm.bits > gemma.bits
