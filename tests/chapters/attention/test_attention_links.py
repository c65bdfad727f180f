"""The strongest links and heads of a text and what is said about them, on made-up weights."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.attention_links import (
    AttentionLink,
    attention_notes,
    previous_token_head,
    sink_share,
    sinks,
    strongest_link,
)
from llm_viz.chapters.attention.compute.presets import PRESETS
from tests.chapters.attention.made_up import HEADS, LAYERS, keys, resting, words_as_tokens
from tests.support.written import written


def test_the_first_token_and_special_ones_are_sinks() -> None:
    assert sinks(words_as_tokens("a b > c")) == {0, 2}


def test_the_sink_share_leaves_out_the_first_token_which_has_no_choice() -> None:
    weights = resting(3)
    weights[:, :, 1:, 0] = 0.25
    assert sink_share(weights) == pytest.approx(0.25)
    assert sink_share(resting(1)) is None


def test_the_strongest_link_is_neither_at_the_sink_nor_at_the_token_itself() -> None:
    weights = resting(4)
    weights[0, 1, 3] = [0.1, 0.0, 0.2, 0.7]
    weights[1, 2, 3] = [0.6, 0.4, 0.0, 0.0]
    link = strongest_link(words_as_tokens("a b c d"), weights)
    assert link == AttentionLink(1, 2, 3, 1, pytest.approx(0.4))
    assert strongest_link(words_as_tokens("a b"), resting(2)) is None


def test_an_encoders_last_word_is_asked_not_its_closing_token() -> None:
    weights = resting(4)
    weights[0, 0, 2, 1] = 0.9
    link = strongest_link(words_as_tokens("< b c >"), weights)
    assert link is not None
    assert (link.destination, link.source) == (2, 1)


def test_words_of_grammar_are_sources_only_where_there_is_nothing_else() -> None:
    weights = resting(4)
    weights[0, 1, 3] = [0.1, 0.3, 0.6, 0.0]
    link = strongest_link(words_as_tokens("He bit the Apple"), weights)
    assert link is not None
    assert (link.source, link.weight) == (1, pytest.approx(0.3))
    link = strongest_link(words_as_tokens("It is the Apple"), weights)
    assert link is not None
    assert link.source == 2


def test_a_previous_token_head_is_found_by_its_mean() -> None:
    weights = resting(5)
    weights[1, 0, [2, 3, 4], [1, 2, 3]] = [0.9, 0.8, 0.7]
    assert previous_token_head(weights) == (1, 0, pytest.approx(0.8))
    assert previous_token_head(resting(4)) is None


def test_notes_are_made_only_when_the_numbers_support_them() -> None:
    even = np.full((LAYERS, HEADS, 6, 6), 1 / 6, np.float32)
    assert attention_notes(words_as_tokens("a b c d e f"), even) == []
    assert keys(attention_notes(words_as_tokens("a b c d e f"), resting(6))) == ["note-sink"]


def test_notes_count_layers_and_heads_from_one() -> None:
    weights = resting(4)
    weights[1, 2, 3] = [0.2, 0.0, 0.8, 0.0]
    (note, *_) = attention_notes(words_as_tokens("He bit fresh Apple"), weights)
    assert written(note.values) == {"layer": 2, "head": 3, "looking": "Apple", "seen": "fresh", "weight": "80\u00a0%"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_and_preset_has_its_sentence(language: Language) -> None:
    t = strings(language, "attention")
    weights = resting(6)
    weights[0, 0, [2, 3, 4, 5], [1, 2, 3, 4]] = 1.0
    notes = attention_notes(words_as_tokens("a b c d e f"), weights)
    assert len(set(keys(notes))) == 3
    for note in notes:
        assert t(note.key, **note.values)
    for preset in PRESETS:
        assert t(f"preset-{preset.key}")
