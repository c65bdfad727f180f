"""Words with a meaning of their own, told from those that only serve the grammar."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import Language
from llm_viz.kit.compute.content_words import content_words


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The new iPhone was launched, and it isn't cheap.", ["new", "iPhone", "launched", "cheap"]),
        ("en", "They’re in 3 X-ray rooms!", ["3", "X-ray", "rooms"]),
        ("ja", "果物屋で買った甘いアップル", ["果物", "買っ", "甘い", "アップル"]),
        ("ja", "病気の研究のために飼育したマウス。", ["病気", "研究", "飼育", "マウス"]),
        ("ja", "トラックを走らせることができる", ["トラック", "走ら"]),
        ("en", " \n…", []),
    ],
)  # fmt: skip
def test_only_words_with_a_meaning_of_their_own_count(language: Language, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in content_words(text, language)] == expected
