"""Text whose every character can be seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.visible import legible, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" the", "␣the"),
        ("\r\n\t", "␍⏎⇥"),
        ("\x00a\x7f", "␀a⟨007F⟩"),
        (" ⟨E3 81⟩", "␣⟨E3 81⟩"),
        ("\u202eabc", "⟨202E⟩abc"),
        ("\u200d", "⟨200D⟩"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("\u0301", "◌\u0301"),
        ("\N{REPLACEMENT CHARACTER}", "⟨FFFD⟩"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_gets_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_no_text_is_invisible_or_turns_what_stands_around_it(text: str) -> None:
    shown = visible(text)
    assert shown.strip()
    assert not any(unicodedata.bidirectional(one) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"} for one in shown)
    assert "\N{REPLACEMENT CHARACTER}" not in shown


def test_running_text_stays_as_it_is_but_for_the_sign_for_unreadable_bytes() -> None:
    assert legible("a b\n\N{REPLACEMENT CHARACTER}") == "a b\n⟨FFFD⟩"
