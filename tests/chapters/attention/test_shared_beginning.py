"""Two texts that begin alike, in fake models that read left to right and both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.errors import BeginningsDiffer
from llm_viz.chapters.attention.compute.shared_beginning import (
    compare,
    last_word,
    shared_length,
)
from llm_viz.engine.model import Model
from tests.chapters.attention.made_up import compared, words_as_tokens
from tests.support.fake_engine import FakeEngine


def test_the_shared_beginning_ends_before_the_first_difference() -> None:
    assert shared_length(words_as_tokens("a b c"), words_as_tokens("a b d")) == 2
    assert shared_length(words_as_tokens("a b"), words_as_tokens("a b c")) == 2
    assert shared_length(words_as_tokens("a"), words_as_tokens("b")) == 0


def test_half_a_character_is_no_shared_beginning() -> None:
    whole, half, rest = words_as_tokens("a b c")
    a = (replace(whole, start=0, end=1), replace(half, start=1, end=2), replace(rest, start=1, end=2))
    assert shared_length(a, (*a[:2], replace(rest, id=0))) == 1


@pytest.mark.parametrize(
    ("text", "word"), [("This morning, Apple", "Apple"), ("昨日、アップル", "アップル"), (" ", " ")]
)
def test_the_last_word_of_the_beginning(text: str, word: str) -> None:
    assert last_word(text) == word


def test_what_follows_reaches_only_the_model_that_reads_both_ways() -> None:
    assert compared("smollm2-135m").same
    assert compared("smollm2-135m").differences.tolist() == [0.0] * 4
    assert not compared("minilm-l6").same
    assert compared("smollm2-135m").beginning == "the apple"


@pytest.mark.parametrize("texts", [("abc", "xyz"), ("abc", "abc"), ("abc", "ab")])
def test_texts_without_a_shared_beginning_and_two_ends_are_refused(texts: tuple[str, str]) -> None:
    with pytest.raises(BeginningsDiffer):
        compare(Model(FakeEngine(), "smollm2-135m"), texts)
