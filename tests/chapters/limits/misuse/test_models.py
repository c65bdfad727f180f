"""What is claimed of instructions inside data, on the embedded models."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import Language
from llm_viz.chapters.limits.misuse.compute.injection import DEFAULT_WORD, KINDS, answer_to
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model


@pytest.mark.parametrize(("model", "language"), [("smollm2-135m", "en"), ("gemma-3-270m", "ja")])
def test_a_hidden_instruction_moves_the_answer_more_than_a_mention(model: str, language: Language) -> None:
    lm, word = Model(local_engine(), model), DEFAULT_WORD[language]
    none, harmless, instruction = (answer_to(lm, language, kind, word).probability for kind in KINDS)
    assert instruction > 2 * harmless > 2 * none
    assert instruction > 0.1
