"""The settings of a training run that a visitor can choose, and those that are refused."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import BadRequest, TextTooLong
from llm_viz.chapters.learning.compute.settings import CORPORA
from llm_viz.training.character_settings import TrainingSettings, default_prompt, default_settings
from llm_viz.training.corpora import Corpus, corpus, own_corpus


def test_every_text_can_be_asked_what_it_suggests() -> None:
    for key in CORPORA["en"]:
        assert default_settings(corpus(key)).setup()
    own = own_corpus(("Ünïcode, 漢字 and more.\n" * 50).encode())
    prompt, word = default_prompt(own)
    assert TrainingSettings(own, prompt=prompt, word=word).setup()


@pytest.mark.parametrize(("prompt", "word", "error"), [("x" * 100, "fox", TextTooLong), ("the ", "漢", BadRequest)])
def test_what_cannot_be_asked(prompt: str, word: str, error: type[Exception]) -> None:
    own = Corpus("own", None, "the fox sat on the mat and looked at the moon. " * 20, "the fox looked. " * 10)
    with pytest.raises(error):
        TrainingSettings(own, prompt=prompt, word=word).setup()
