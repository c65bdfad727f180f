"""Letters that join to tokens: cuts, the order of joining, and what a guess is worth."""

from __future__ import annotations

import pytest
from hypothesis import given

from llm_viz.chapters.tokens.compute.bricks import (
    LONGEST,
    Bricks,
    beginning,
    bricks,
    guessed_cuts,
    letters_of,
    verdict,
)
from llm_viz.engine.bpe import merge_history
from llm_viz.engine.protocol.tokens import Tokenization
from llm_viz.engine.tokenizer import TextTokenizer
from tests.chapters.tokens.examples import any_text
from tests.engine.tokenizer_kinds import byte_fallback, byte_level, word_piece

BYTES, CHARACTERS, WORDS = TextTokenizer(byte_level()), TextTokenizer(byte_fallback()), TextTokenizer(word_piece())


def joined(reader: TextTokenizer, text: str) -> Bricks:
    history = None if reader is WORDS else merge_history(reader, text)
    return bricks(Tokenization(text, reader.read(text), 330), history)


@pytest.mark.parametrize("reader", [BYTES, CHARACTERS, WORDS], ids=["bytes", "characters", "words"])
@given(text=any_text)
def test_every_letter_lies_in_at_most_one_piece_and_cuts_lie_between_pieces(reader: TextTokenizer, text: str) -> None:
    found = joined(reader, text)
    assert found.letters == letters_of(text)
    assert len(found.joined) == max(0, len(found.letters) - 1)
    covered = [letter for piece in found.pieces for letter in range(piece.first, piece.last + 1)]
    assert covered == sorted(set(covered))
    assert found.cuts == {piece.last for piece in found.pieces[:-1]}


def test_gaps_close_in_the_order_of_the_merges() -> None:
    history = merge_history(BYTES, "lower")
    found = joined(BYTES, "lower")
    assert found.joined[history.merges[0].index] == 1
    closed = [number for number in found.joined if number]
    assert sorted(closed) == list(range(1, len(history.merges) + 1))


def test_a_letter_of_several_bytes_is_one_brick_with_several_numbers() -> None:
    [piece] = joined(BYTES, "猫").pieces
    assert (piece.first, piece.last) == (0, 0)
    assert len(piece.ids) > 1


def test_without_merges_all_gaps_close_together() -> None:
    assert set(joined(WORDS, "low").joined) <= {0, None}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short", "short"),
        ("a" * 60, "a" * LONGEST),
        ("ab " * 30, ("ab " * 16).rstrip()),
        ("word " + "x" * 60, "word"),
        ("👨‍👩‍👧" * 60, "👨‍👩‍👧" * LONGEST),
    ],
)
def test_a_long_text_begins_with_whole_words(text: str, shown: str) -> None:
    assert beginning(text) == shown


@pytest.mark.parametrize(
    ("guess", "cuts"),
    [("0", set()), ("1", {0}), ("24", {2}), ("ffffffffffff", {0, 1, 2, 3}), ("", None), ("<b>", None), ("-1", None)],
)
def test_a_guess_is_a_set_of_gaps(guess: str, cuts: set[int] | None) -> None:
    assert guessed_cuts(guess, 5) == cuts


def test_the_verdict_counts_what_was_found_and_what_was_cut_for_nothing() -> None:
    found = Bricks(("a", "b", "c"), (), (None, 1), 2)
    assert verdict(found, None, "M").key == "bricks-read"
    note = verdict(found, frozenset({0, 1}), "M")
    assert (note.key, note.values["right"], note.values["all"], note.values["wrong"]) == ("bricks-found", 1, 1, 1)
