"""What is said about attention, on made-up weights."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.i18n import LANGUAGES, Language, strings
from llm_viz.chapters.attention.compute.attention_links import (
    AttentionLink,
    attention_notes,
    previous_token_head,
    sink_share,
    sinks,
    strongest_link,
)
from llm_viz.chapters.attention.compute.presets import PRESETS
from llm_viz.chapters.attention.compute.whole_text import check_length, weights_count
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram, Token
from llm_viz.engine.protocol.tracing import Trace
from llm_viz.engine.protocol.types import Floats, TokenKind
from llm_viz.kit.compute.notes import Note

LAYERS, HEADS = 2, 3


def tokens_of(text: str, specials: str = "<>") -> tuple[Token, ...]:
    """Words with the space before them; a word out of `specials` is a special token."""
    kinds: dict[bool, TokenKind] = {True: "special", False: "text"}
    words = [word for word in text.replace(" ", "| ").split("|") if word]
    return tuple(
        Token(position, sum(map(ord, word)), word, b"", 0, 0, kinds[word.strip() in specials])
        for position, word in enumerate(words)
    )


def resting(length: int) -> Floats:
    """Every token looks at the first one only."""
    weights = np.zeros((LAYERS, HEADS, length, length), np.float32)
    weights[..., 0] = 1.0
    return weights


def trace_of(text: str, weights: Floats, best: str = " x", probability: float = 0.5) -> Trace:
    candidate = Candidate(sum(map(ord, best)), best, "text", 0.0, probability)
    rest = LogitHistogram(np.zeros(0, np.int64), np.zeros(0, np.float32), 0.1)
    following = Distribution((candidate,), rest, 1.0, 0.0, 100)
    return Trace(tokens_of(text), following, dict(enumerate(weights)), {}, ())


def facts(*, causal: bool = True, layers: int = 30, heads: int = 9) -> ModelFacts:
    return ModelFacts("m", "M", causal, "A", layers, heads, heads, 8, 100, 2048, 1, "cpu", "float32")


def keys(notes: list[Note]) -> list[str]:
    return [note.key for note in notes]


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


def test_the_first_token_and_special_ones_are_sinks() -> None:
    assert sinks(tokens_of("a b > c")) == {0, 2}


def test_the_sink_share_leaves_out_the_first_token_which_has_no_choice() -> None:
    weights = resting(3)
    weights[:, :, 1:, 0] = 0.25
    assert sink_share(weights) == pytest.approx(0.25)
    assert sink_share(resting(1)) is None


def test_the_striking_look_is_neither_at_the_sink_nor_at_the_token_itself() -> None:
    weights = resting(4)
    weights[0, 1, 3] = [0.1, 0.0, 0.2, 0.7]
    weights[1, 2, 3] = [0.6, 0.4, 0.0, 0.0]
    look = strongest_link(tokens_of("a b c d"), weights)
    assert look == AttentionLink(1, 2, 3, 1, pytest.approx(0.4))
    assert strongest_link(tokens_of("a b"), resting(2)) is None


def test_an_encoders_last_word_is_asked_not_its_closing_token() -> None:
    weights = resting(4)
    weights[0, 0, 2, 1] = 0.9
    look = strongest_link(tokens_of("< b c >"), weights)
    assert look is not None
    assert (look.destination, look.source) == (2, 1)


def test_a_previous_token_head_is_found_by_its_mean() -> None:
    weights = resting(5)
    weights[1, 0, [2, 3, 4], [1, 2, 3]] = [0.9, 0.8, 0.7]
    assert previous_token_head(weights) == (1, 0, pytest.approx(0.8))
    assert previous_token_head(resting(4)) is None


def test_notes_are_made_only_when_the_numbers_support_them() -> None:
    even = np.full((LAYERS, HEADS, 6, 6), 1 / 6, np.float32)
    assert attention_notes(tokens_of("a b c d e f"), even) == []
    assert keys(attention_notes(tokens_of("a b c d e f"), resting(6))) == ["note-sink"]


def test_notes_count_layers_and_heads_from_one() -> None:
    weights = resting(4)
    weights[1, 2, 3] = [0.2, 0.0, 0.8, 0.0]
    (note, *_) = attention_notes(tokens_of("He bit fresh Apple"), weights)
    assert note.values == {"layer": 2, "head": 3, "looking": "Apple", "seen": "fresh", "weight": "80 %"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_and_preset_has_its_sentence(language: Language) -> None:
    t = strings(language, "attention")
    weights = resting(6)
    weights[0, 0, [2, 3, 4, 5], [1, 2, 3, 4]] = 1.0
    notes = attention_notes(tokens_of("a b c d e f"), weights)
    assert len(set(keys(notes))) == 3
    for note in notes:
        assert t(note.key, **note.values)
    for preset in PRESETS:
        assert t(f"preset-{preset.key}")
