"""The words that come with references."""

from __future__ import annotations

import pytest

from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, find_preset
from llm_viz.chapters.attention.compute.word_sense.word_groups import language_of


@pytest.mark.parametrize("preset", WORD_PRESETS, ids=lambda preset: preset.key)
def test_a_preset_word_ends_its_sentences_in_one_spelling(preset) -> None:
    sentences = [*preset.references.a, *preset.references.b, *preset.contexts]
    assert all(sentence.endswith(preset.word) for sentence in sentences)
    assert len(set(sentences)) == len(sentences)
    assert language_of(preset.word) == preset.language
    assert find_preset(f" {preset.word.upper()} ") is preset
