"""Groups of tokens hold every token once and cut no visible character."""

from __future__ import annotations

from hypothesis import given

from llm_viz.chapters.tokens.compute.graphemes import group_tokens
from tests.chapters.tokens.examples import BYTE_FALLBACK, BYTE_LEVEL, any_text


@given(text=any_text)
def test_groups_hold_every_token_once_and_cut_no_visible_character(text: str) -> None:
    tokens = BYTE_LEVEL.read(text)
    groups = group_tokens(text, tokens)
    assert tuple(token for group in groups for token in group.tokens) == tokens
    assert "".join(text[group.start : group.end] for group in groups) == text
    for group in groups:
        assert group.start == min(token.start for token in group.tokens)


def test_a_joined_emoji_is_one_group_and_special_tokens_stand_alone() -> None:
    text = "👨\u200d👩a"
    groups = group_tokens(text, BYTE_FALLBACK.read(text))
    assert [(text[group.start : group.end], group.tokens[0].kind) for group in groups] == [
        ("", "special"),
        ("👨\u200d👩", "part"),
        ("a", "text"),
    ]
