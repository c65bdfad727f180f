"""A word inside a text: its place, its tokens, the words before it."""

from __future__ import annotations

import pytest

from llm_viz.concepts.sense_word import EarlierWord, earlier_words, find_word, replace_word, tokens_of
from llm_viz.errors import WordNotFound
from llm_viz.lm.protocol import Token
from tests.unit.sense_tokens import pieces


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("An APPLE a day", "apple", "APPLE"),
        ("apple, then Apple", "apple", "Apple"),  # the last one
        ("He took a bath with a bat.", "bat", "bat"),
        ("iPhoneを作った会社アップル", "アップル", "アップル"),
        ("AppleはiPhoneを作る", "apple", "Apple"),
        ("C++ (and more)", "c++", "C++"),
    ],
)
def test_the_word_is_found(text: str, word: str, found: str) -> None:
    start, end = find_word(text, f" {word} ")
    assert text[start:end] == found
    assert not text[end:].casefold().count(word.casefold())


@pytest.mark.parametrize(("text", "word"), [("in the bath", "bat"), ("acrobat", "bat"), ("a pear", "apple"), ("a", "")])
def test_what_is_not_the_word_is_refused(text: str, word: str) -> None:
    with pytest.raises(WordNotFound):
        find_word(text, word)


def test_the_last_appearance_is_found_where_the_word_overlaps_itself() -> None:
    assert find_word("ababa はは", "はは") == (6, 8)
    assert find_word("ははは", "はは") == (1, 3)


def test_a_word_is_replaced_in_its_place_only() -> None:
    assert replace_word("The apple of Apple, sold", "apple", "Lamp") == "The apple of Lamp, sold"


def test_the_tokens_of_a_word_include_those_that_hold_part_of_it() -> None:
    tokens = pieces("<s>", "甘い", "アップ", "ルの", "国", special_first=True)
    assert tokens_of(tokens, 2, 6) == range(2, 4)


def test_earlier_words_keep_their_tokens_together_and_leave_out_signs() -> None:
    tokens = pieces("He", " un", "tied", ",", " he", " cut", ".", " Apple")
    words = earlier_words("He untied, he cut. Apple", tokens, 7)
    assert words == (
        EarlierWord("He", (0,)), EarlierWord("untied", (1, 2)), EarlierWord("he", (4,)), EarlierWord("cut", (5,)),
    )  # fmt: skip


def test_japanese_words_come_from_a_dictionary_and_share_no_token() -> None:
    tokens = pieces("<s>", "果", "物", "屋", "で買", "った", "甘い", "アップル", special_first=True)
    words = earlier_words("果物屋で買った甘いアップル", tokens, 7)
    assert [word.text for word in words] == ["果物", "屋", "で買", "った", "甘い"]
    assert sorted(position for word in words for position in word.positions) == list(range(1, 7))


def test_two_tokens_that_share_a_character_are_one_word() -> None:
    tokens = (*pieces("を"), Token(1, 1, "食", b"\xe9", 1, 2, "part"), Token(2, 2, "食", b"\xa3\x9f", 1, 2, "part"))
    assert earlier_words("を食", tokens, 3)[-1] == EarlierWord("食", (1, 2))
