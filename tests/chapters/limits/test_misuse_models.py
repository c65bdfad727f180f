"""Chapter 10's claim about instructions inside data, on the embedded models."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import Language
from llm_viz.chapters.limits.misuse.compute import DEFAULT_WORD, KINDS, LISTED, begins_with, document
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.tracing import Capture, TraceRequest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(("model", "language"), [("smollm2-135m", "en"), ("gemma-3-270m", "ja")])
def test_a_hidden_instruction_moves_the_answer_more_than_a_mention(model: str, language: Language) -> None:
    def probability(kind: str) -> float:
        text = document(language, kind, DEFAULT_WORD[language])
        following = local_engine().trace(TraceRequest(model, text, capture=Capture(candidates=LISTED))).next
        assert following is not None
        return begins_with(DEFAULT_WORD[language], following)

    none, harmless, instruction = map(probability, KINDS)
    assert instruction > 2 * harmless > 2 * none
    assert instruction > 0.1
