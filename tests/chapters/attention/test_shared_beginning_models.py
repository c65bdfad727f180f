"""What a word can know of what follows it, on the embedded models."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import LANGUAGES, Language
from llm_viz.chapters.attention.compute.reading_on import read_on, similarity_again
from llm_viz.chapters.attention.compute.shared_beginning import CONTINUED, ENCODER, compare
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_suggested_texts_leave_the_causal_word_untouched_and_change_the_encoder_s(language: Language) -> None:
    engine, texts, model = local_engine(), CONTINUED[language], default_model(language)
    pair = compare(Model(engine, model), texts)
    assert pair.word == {"en": "Apple", "ja": "アップル"}[language]
    assert float(pair.differences.max()) == 0.0
    assert similarity_again(Model(engine, model), texts, pair) < 0.98
    steps = read_on(Model(engine, model), texts[0], pair.a, pair.position)
    assert max(step.back for step in steps if step.back is not None) >= 0.3
    both = compare(Model(engine, ENCODER), texts)
    assert not both.same
    assert both.similarity < 0.98
