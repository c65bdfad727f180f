"""A word inside a text: its place, its tokens, the words before it."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import WordNotFound
from llm_viz.chapters.attention.compute.word_sense.word_groups import (
    ContextWord,
    find_word,
    is_word_group,
    replace_word,
    tokens_of,
    word_groups,
)
from llm_viz.engine.protocol.tokens import Token
from tests.chapters.attention.made_up import make_tokens


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
    tokens = make_tokens("<s>", "甘い", "アップ", "ルの", "国", special_first=True)
    assert tokens_of(tokens, 2, 6) == range(2, 4)


def words(text: str, tokens: tuple[Token, ...], word: range) -> list[ContextWord]:
    """The words around the studied one; the groups they are among hold every token once."""
    groups = word_groups(text, tokens, word)
    assert [position for group in groups for position in group.positions] == [token.position for token in tokens]
    assert [group for group in groups if set(group.positions) & set(word)] == [
        ContextWord(text[tokens[word[0]].start : tokens[word[-1]].end].strip(), tuple(word))
    ]
    return [group for group in groups if is_word_group(group, tokens) and group.positions != tuple(word)]


def test_words_keep_their_tokens_together_and_signs_are_none() -> None:
    tokens = make_tokens("He", " un", "tied", ",", " he", " cut", ".", " Apple", " pie", "s", "!")
    assert words("He untied, he cut. Apple pies!", tokens, range(7, 8)) == [
        ContextWord("He", (0,)), ContextWord("untied", (1, 2)), ContextWord("he", (4,)), ContextWord("cut", (5,)),
        ContextWord("pies", (8, 9)),
    ]  # fmt: skip


def test_what_a_word_is_glued_to_is_another_group() -> None:
    tokens = make_tokens("the", " big", "-", "Apple", "'s", " tree")
    assert [word.text for word in words("the big-Apple's tree", tokens, range(3, 4))] == ["the", "big", "'s", "tree"]


def test_japanese_words_come_from_a_dictionary_and_share_no_token() -> None:
    tokens = make_tokens("<s>", "果", "物", "屋", "で買", "った", "甘い", "アップル", special_first=True)
    neighbours = words("果物屋で買った甘いアップル", tokens, range(7, 8))
    assert [word.text for word in neighbours] == ["果物", "屋", "で買", "った", "甘い"]
    assert [position for word in neighbours for position in word.positions] == list(range(1, 7))


def test_two_tokens_that_share_a_character_are_one_word() -> None:
    tokens = (
        *make_tokens("を"),
        Token(1, 1, "食", b"\xe9", 1, 2, "part"),
        Token(2, 2, "食", b"\xa3\x9f", 1, 2, "part"),
        Token(3, 3, "本", "本".encode(), 2, 3, "text"),
    )
    assert ContextWord("食", (1, 2)) in words("を食本", tokens, range(3, 4))
