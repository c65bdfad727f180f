"""Tokens tied to characters, for every kind of tokenizer and any Unicode."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, normalizers

from llm_viz.base.errors import EmptyText, TextNotUnicode, TextTooLong
from llm_viz.engine.growing_text import GrowingText
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.request_limits import check_text
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.utf8 import hexadecimal
from tests.engine.tokenizer_kinds import byte_fallback, byte_level, unigram, word_piece

BYTE_LEVEL = TextTokenizer(byte_level())
BYTE_FALLBACK = TextTokenizer(byte_fallback())
DUMMY_SPACE = TextTokenizer(byte_fallback(dummy_space=True))
NORMALISED = TextTokenizer(byte_level(normalizers.NFC()))
WORD_PIECE = TextTokenizer(word_piece())
UNIGRAM = TextTokenizer(unigram())
EVERY_KIND = {
    "byte level": BYTE_LEVEL,
    "byte fallback": BYTE_FALLBACK,
    "dummy space": DUMMY_SPACE,
    "normalised": NORMALISED,
    "word piece": WORD_PIECE,
    "unigram": UNIGRAM,
}

any_text = st.text(max_size=60) | st.text(alphabet="a b\n▁世界今日🐈‍⬛가각�<>/s", max_size=40)


def of_text(tokens: tuple[Token, ...]) -> list[Token]:
    return [token for token in tokens if token.kind != "special"]


@pytest.mark.parametrize("reader", [BYTE_LEVEL, BYTE_FALLBACK], ids=["byte level", "byte fallback"])
@given(text=any_text)
def test_tokens_hold_the_text_byte_for_byte(reader: TextTokenizer, text: str) -> None:
    tokens = of_text(reader.read(text))
    expected = text if reader is BYTE_LEVEL else text.replace("▁", " ")  # Gemma's spelling cannot tell these apart
    assert b"".join(token.bytes for token in tokens) == expected.encode()


@pytest.mark.parametrize("kind", [kind for kind in EVERY_KIND if kind != "word piece"])
@given(text=any_text)
def test_slices_cover_the_text_without_gaps(kind: str, text: str) -> None:
    tokens = of_text(EVERY_KIND[kind].read(text))
    covered = {index for token in tokens for index in range(token.start, token.end)}
    end = max(covered, default=-1)
    assert covered == set(range(end + 1))
    assert not text[end + 1 :].strip("▁ ") or kind == "normalised"


@pytest.mark.parametrize("kind", EVERY_KIND)
@given(text=any_text)
def test_every_token_shows_its_own_place(kind: str, text: str) -> None:
    tokens = EVERY_KIND[kind].read(text)
    assert [token.position for token in tokens] == list(range(len(tokens)))
    assert [token.id for token in tokens] == EVERY_KIND[kind].ids(text)
    for token in tokens:
        assert 0 <= token.start <= token.end <= len(text)
        if token.kind == "special":
            assert (token.start, token.bytes) == (token.end, b"")
        else:
            assert token.text == text[token.start : token.end]
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(of_text(tokens)))


@given(text=any_text)
def test_a_part_of_a_character_shows_that_character(text: str) -> None:
    for token in BYTE_LEVEL.read(text):
        whole = token.text.encode()
        assert token.bytes in whole
        assert (token.kind == "part") == (token.bytes != whole)


def test_one_token_may_hold_parts_of_two_characters() -> None:
    reader = TextTokenizer(_with_merge(byte_level(), "ģ", "ã"))
    tokens = reader.read("ああ".replace("あ", "\u3041"))  # E3 81 81 twice: the middle token is 81 E3
    straddling = [token for token in tokens if token.text == "\u3041\u3041"]
    assert [(token.bytes, token.start, token.end, token.kind) for token in straddling] == [(b"\x81\xe3", 0, 2, "part")]


def test_typed_names_of_special_tokens_are_plain_text() -> None:
    for reader, name in [
        (BYTE_LEVEL, "<|endoftext|>"),
        (BYTE_FALLBACK, "<bos>"),
        (WORD_PIECE, "[CLS]"),
        (UNIGRAM, "</s>"),
    ]:
        plain = reader.read("a")
        typed = reader.read(f"a {name} a")
        assert sum(token.kind == "special" for token in typed) == sum(token.kind == "special" for token in plain)
        special = {token.id for token in plain if token.kind == "special"}
        assert not special & {token.id for token in typed if token.kind != "special"}
        assert "".join(token.text for token in of_text(typed)).replace(" ", "") == f"a{name}a"


def test_special_tokens_stand_where_the_model_reads_them() -> None:
    tokens = WORD_PIECE.read("lower Newest")
    assert [(token.text, token.start, token.end, token.kind) for token in tokens] == [
        ("[CLS]", 0, 0, "special"),
        ("low", 0, 3, "text"),
        ("er", 3, 5, "text"),
        ("New", 6, 9, "text"),
        ("est", 9, 12, "text"),
        ("[SEP]", 12, 12, "special"),
    ]


def test_long_texts_are_neither_cut_nor_padded() -> None:
    assert len(WORD_PIECE.read("low " * 50)) == 52
    assert len(WORD_PIECE.read("low")) == 3


def test_an_unknown_word_shows_its_characters_and_holds_no_bytes() -> None:
    token = WORD_PIECE.read("世猫")[2]
    assert (token.text, token.bytes, token.kind) == ("猫", b"", "text")


def test_a_dummy_space_moves_no_character() -> None:
    tokens = DUMMY_SPACE.read("the")
    assert "".join(token.text for token in of_text(tokens)) == "the"
    assert b"".join(token.bytes for token in tokens) == b" the"


def test_hidden_special_pieces_keep_every_id() -> None:
    assert [token.id for token in UNIGRAM.read("abc")] == [unigram().token_to_id("abc"), 1]
    assert "<extra>" in {UNIGRAM.name(id) for id in range(unigram().get_vocab_size())}


@given(text=any_text.filter(bool), cut=st.integers(0, 60))
def test_a_continuation_reads_like_the_text_it_makes(text: str, cut: int) -> None:
    ids = BYTE_LEVEL.ids(text)[:cut]
    tokens = BYTE_LEVEL.continue_tokens("a", ids)
    pending = BYTE_LEVEL.unfinished(ids)
    shown = "a" + GrowingText(BYTE_LEVEL, (), ids).text + (hexadecimal(pending) if pending else "")
    assert [token.id for token in tokens] == [*BYTE_LEVEL.ids("a"), *ids]
    assert all(token.text == shown[token.start : token.end] for token in tokens)
    assert text.startswith(GrowingText(BYTE_LEVEL, (), ids).text)
    assert ("�" in shown) <= ("�" in text)


@given(text=any_text)
def test_candidates_one_after_the_other_write_the_text(text: str) -> None:
    ids = BYTE_LEVEL.ids(text)
    for count, id in enumerate(ids):
        before, after = ids[:count], ids[: count + 1]
        added, _ = BYTE_LEVEL.candidate_text(BYTE_LEVEL.unfinished(before), id)
        whole = GrowingText(BYTE_LEVEL, (), after).text.removeprefix(GrowingText(BYTE_LEVEL, (), before).text)
        begun = BYTE_LEVEL.unfinished(after)[-len(BYTE_LEVEL.token_bytes(id)) :]
        assert added == whole + (hexadecimal(begun) if begun else "")


@pytest.mark.parametrize(
    ("pending", "own", "shown"),
    [
        (b"", "ãģ", ("⟨E3 81⟩", "part")),
        (b"\xe3\x81", "Ħ", ("い", "part")),
        (b"\xe3", "ģ", ("⟨81⟩", "part")),
        (b"\xe3\x81", "the", ("the", "text")),
        (b"\xe3\x81", "ã", ("⟨E3⟩", "part")),
        (b"", "<|endoftext|>", ("<|endoftext|>", "special")),
    ],
)
def test_candidates_after_unfinished_bytes(pending: bytes, own: str, shown: tuple[str, str]) -> None:
    tokenizer = _with_merge(byte_level(), "ã", "ģ")
    reader, id = TextTokenizer(tokenizer), tokenizer.get_vocab()[own]
    assert reader.candidate_text(pending, id) == shown
    reader.candidate_text(b"", id)  # how it reads elsewhere changes nothing
    assert reader.candidate_text(pending, id) == shown


def test_a_number_beyond_the_vocabulary_has_a_name_and_no_bytes() -> None:
    assert BYTE_LEVEL.is_special(99_999)
    assert (BYTE_LEVEL.name(99_999), BYTE_LEVEL.token_bytes(99_999)) == ("⟨99999⟩", b"")


def test_added_tokens_are_spelled_plainly() -> None:
    token = next(token for token in BYTE_LEVEL.read("a日本 b") if token.text == "日本 ")
    assert token.bytes == "日本 ".encode()


def test_texts_that_cannot_be_read_are_refused() -> None:
    assert check_text(" ") == " "
    for text, problem in [("", EmptyText), ("a" * 11, TextTooLong), ("a\ud83d", TextNotUnicode)]:
        with pytest.raises(problem):
            check_text(text, limit=10)


def _with_merge(tokenizer: Tokenizer, left: str, right: str) -> Tokenizer:
    """The tokenizer with one more merge, learned before all others."""
    description = json.loads(tokenizer.to_str())
    vocabulary = description["model"]["vocab"]
    vocabulary.setdefault(left + right, max(vocabulary.values()) + 100)
    description["model"]["merges"].insert(0, [left, right])
    return Tokenizer.from_str(json.dumps(description))
