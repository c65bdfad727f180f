"""A text cut by a tokenizer and into units."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given

from llm_viz.chapters.tokens.compute.cuts import (
    MOST_BYTES,
    Unit,
    cut_by_tokenizer,
    cut_into,
    drawable,
    token_count,
)
from llm_viz.kit.compute.dictionary import dictionary_words
from tests.chapters.tokens.examples import WORD_PIECE, any_text, read


@pytest.mark.parametrize("unit", get_args(Unit))
@given(text=any_text)
def test_units_cover_the_text(unit: Unit, text: str) -> None:
    pieces = cut_into(unit, text).pieces
    assert [index for start, end in sorted({(p.start, p.end) for p in pieces}) for index in range(start, end)] == list(
        range(len(text))
    )


def test_units_count_what_they_are_named_after() -> None:
    text = "私は今日、𠮷野家"
    assert cut_into("characters", text).count == 8
    assert [text[start:end] for start, end in dictionary_words("私は今日")] == ["私", "は", "今日"]


def test_special_tokens_are_not_counted_as_pieces_of_the_text() -> None:
    tokenization = read(WORD_PIECE, "lower low")
    cut = cut_by_tokenizer("minilm", tokenization)
    assert (cut.count, cut.special) == (3, 2)
    assert token_count(tokenization) == 3


@given(text=any_text)
def test_the_drawable_beginning_is_short_enough_for_its_bytes(text: str) -> None:
    shown = drawable(text)
    assert text.startswith(shown)
    assert bool(shown) == bool(text)
    assert len(shown.encode()) <= MOST_BYTES


def test_the_drawable_beginning_ends_with_a_whole_visible_character() -> None:
    family = "👨‍👩‍👧"
    assert drawable(family * 20) == family * (MOST_BYTES // len(family.encode()))
    assert drawable("猫" * 60) == "猫" * 48
