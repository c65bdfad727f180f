"""One word in two contexts, on made-up weights."""

from __future__ import annotations

import re

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.notes import all_cut_notes, pair_notes
from llm_viz.chapters.attention.compute.word_sense.reading import (
    WordReading,
    compared_content_words,
    compared_words,
)
from llm_viz.chapters.attention.compute.word_sense.word_attention import (
    contrasting_heads,
    strongest_heads,
    strongest_look,
    word_weights,
)
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram, Token
from llm_viz.kit.compute.notes import Note
from tests.chapters.attention.made_up import keys, make_tokens

LAYERS, HEADS = 3, 3


def reading(text: str, weight: float = 0.0, best: str = " x", state: float = 0.0) -> WordReading:
    """The last word of the text, whose head (1, 2) looks at the word before with this weight; all else at the first."""
    places = [match.span() for match in re.finditer(r" ?\S+", text)]
    tokens = tuple(
        Token(position, position, text[start:end], b"", start, end, "text")
        for position, (start, end) in enumerate(places)
    )
    last = len(tokens) - 1
    rows = np.zeros((LAYERS, HEADS, len(tokens)), np.float32)
    rows[:, :, 0] = 1
    rows[1, 2, 0], rows[1, 2, last - 1] = 1 - weight, weight
    candidate = Candidate(sum(map(ord, best)), best, "text", 0.0, 0.5)
    rest = LogitHistogram(np.zeros(0, np.int64), np.zeros(0, np.float32), 0.1)
    hidden = np.full((LAYERS + 1, 2), state, np.float32)
    return WordReading(
        text, tokens, range(last, last + 1), hidden, rows, Distribution((candidate,), rest, 1.0, 0.0, 100)
    )


def pair(weight_a: float, weight_b: float, best_b: str = " x") -> tuple[WordReading, WordReading]:
    return reading("He bit fresh Apple", weight_a), reading("The iPhone by Apple", weight_b, best_b)


def test_attention_to_a_word_is_that_to_all_its_tokens() -> None:
    context = reading("He bit fresh Apple", 0.8)
    weights = word_weights(context, compared_words(context))
    assert weights.shape == (LAYERS, HEADS, 2)
    assert weights[1, 2].tolist() == [0, pytest.approx(0.8)]
    assert word_weights(context, []).shape == (LAYERS, HEADS, 0)


def test_each_word_has_the_head_that_looks_at_it_most() -> None:
    _, fresh = strongest_heads(reading("He bit fresh Apple", 0.8))
    assert (fresh.layer, fresh.head, fresh.word.text, fresh.weight) == (1, 2, "fresh", pytest.approx(0.8))


def test_the_heads_that_react_most_come_first() -> None:
    first, second = contrasting_heads(*pair(0.8, 0.1), 2)
    assert (first.layer, first.head) == (1, 2)
    assert (first.share_a, first.share_b) == (pytest.approx(0.8), pytest.approx(0.1))
    assert second.difference == 0


def test_the_strongest_look_of_any_head_is_the_favourite() -> None:
    context_a, _ = pair(0.8, 0.1)
    favourite = strongest_look(context_a)
    assert favourite is not None
    assert (favourite.word.text, favourite.weight) == ("fresh", pytest.approx(0.8))
    assert strongest_look(reading("an Apple")) is None


def test_words_of_grammar_are_not_named() -> None:
    """However strongly a head looks at "by": it says nothing about what an Apple is."""
    company = reading("The iPhone by Apple", 0.9)
    favourite = strongest_look(company)
    assert favourite is not None
    assert favourite.word.text == "iPhone"
    assert pair_notes(company, company) == []


def test_half_a_word_is_no_option() -> None:
    tokens = make_tokens("夜の", "病", "気の", "研究", "した", "マウス")
    rows = np.full((LAYERS, HEADS, 6), 1 / 6, np.float32)
    hidden = np.zeros((LAYERS + 1, 2), np.float32)
    context = WordReading("夜の病気の研究したマウス", tokens, range(5, 6), hidden, rows, None)
    assert [word.text for word in compared_content_words(context)] == ["研究"]


def test_notes_are_made_only_when_the_numbers_support_them() -> None:
    assert keys(pair_notes(*pair(0.8, 0.1, " y"))) == ["note-context-a", "note-contrast", "note-next"]
    assert keys(pair_notes(*pair(0.25, 0.25))) == ["note-context-a"]  # in B it is "by" that is looked at
    assert pair_notes(*pair(0.1, 0.1)) == []


def cut_notes(after: float) -> list[Note]:
    axis = SenseAxis(np.ones((1, LAYERS + 1, 2), np.float32), -np.ones((1, LAYERS + 1, 2), np.float32))
    before, after_cut = reading("by Apple", state=0.5), reading("by Apple", state=after)
    return all_cut_notes("A", before, after_cut, axis)


def test_losing_all_words_is_told_when_the_meaning_moves() -> None:
    (note,) = cut_notes(-0.5)
    assert note.values == {"context": "A", "before": "+1.00", "after": "−1.00", "shift": "−2.00"}
    assert cut_notes(0.4) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_its_sentence(language: Language) -> None:
    t = strings(language, "attention")
    notes = (
        pair_notes(*pair(0.9, 0.3, " y")) + pair_notes(reading("a", 0), reading("a new Apple", 0.3)) + cut_notes(-0.5)
    )
    assert len(set(keys(notes))) == 5
    for note in notes:
        assert t(note.key, **note.values)
