"""The replay of byte-pair encoding against the tokenizer itself."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from llm_viz.base.errors import EmptyText, ModelUnsupported, TextTooLong
from llm_viz.engine.bpe import MAX_REPLAY_CHARACTERS, merge_history
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.utf8 import readable
from tests.engine.tokenizer_kinds import byte_fallback, byte_level, unigram, word_piece

READERS = {
    "byte level": TextTokenizer(byte_level()),
    "byte fallback": TextTokenizer(byte_fallback()),
    "dummy space": TextTokenizer(byte_fallback(dummy_space=True)),
}
some_text = st.text(min_size=1, max_size=60) | st.text(
    alphabet="the lowrns\n今日世界こんにちは", min_size=1, max_size=60
)


@pytest.mark.parametrize("kind", READERS)
@given(text=some_text)
def test_the_replay_ends_where_the_tokenizer_does(kind: str, text: str) -> None:
    reader = READERS[kind]
    history = merge_history(reader, text)
    last = history.merges[-1].symbols if history.merges else history.start
    assert history.agrees
    assert last == tuple(readable(token.bytes) or token.text for token in reader.read(text) if token.kind != "special")


@pytest.mark.parametrize("kind", READERS)
@given(text=some_text)
def test_every_merge_joins_two_neighbours(kind: str, text: str) -> None:
    history = merge_history(READERS[kind], text)
    states = [history.start, *(merge.symbols for merge in history.merges)]
    for merge, (before, after) in zip(history.merges, pairwise(states), strict=True):
        place = merge.index
        assert after[:place] + after[place + 1 :] == before[:place] + before[place + 2 :]


def test_merges_apply_by_rank_and_from_the_left() -> None:
    merges = [("b", "c"), ("a", "b"), ("a", "bc")]
    vocabulary = {piece: id for id, piece in enumerate(["a", "b", "c", "bc", "ab", "abc"])}
    reader = TextTokenizer(Tokenizer(models.BPE(vocabulary, merges)))
    history = merge_history(reader, "abcabc")
    assert history.start == ("a", "b", "c", "a", "b", "c")
    assert [(merge.index, merge.rank, merge.symbols) for merge in history.merges] == [
        (1, 0, ("a", "bc", "a", "b", "c")),
        (3, 0, ("a", "bc", "a", "bc")),
        (0, 2, ("abc", "a", "bc")),
        (1, 2, ("abc", "abc")),
    ]


def test_the_replay_starts_from_bytes_and_says_so() -> None:
    assert merge_history(READERS["byte level"], "猫a").start == ("⟨E7⟩", "⟨8C⟩", "⟨AB⟩", "a")
    assert merge_history(READERS["byte fallback"], "猫a").start == ("⟨E7⟩", "⟨8C⟩", "⟨AB⟩", "a")


def test_a_tokenizer_with_a_lookup_before_the_merges_is_not_claimed_to_agree() -> None:
    vocabulary = {piece: id for id, piece in enumerate(["a", "b", "c", "bc", "abc"])}
    reader = TextTokenizer(Tokenizer(models.BPE(vocabulary, [("b", "c")], ignore_merges=True)))
    assert not merge_history(reader, "abc").agrees


@pytest.mark.parametrize("build", [word_piece, unigram])
def test_other_tokenizers_have_no_merges(build: Callable[[], Tokenizer]) -> None:
    with pytest.raises(ModelUnsupported):
        merge_history(TextTokenizer(build()), "low")


@pytest.mark.parametrize(("text", "problem"), [("", EmptyText), ("a" * (MAX_REPLAY_CHARACTERS + 1), TextTooLong)])
def test_the_length_is_limited(text: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        merge_history(READERS["byte level"], text)
