"""Numbers and characters as people read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.errors import TextTooLong
from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES
from llm_viz.base.numbers import (
    PowerStyle,
    as_percent,
    large,
    percent,
    power_of_ten,
    scientific,
    with_power_of_ten,
    with_units,
)
from llm_viz.base.visible import visible
from llm_viz.kit.markdown import escape

_TABLE = json.loads((Path(__file__).parents[1] / "kit/browser/numbers.json").read_text("utf-8"))
"""What the browser writes too (tests/kit/browser/numbers.test.js): value, English, Japanese."""


@pytest.mark.parametrize(("probability", "english", "japanese"), _TABLE["percent"])
def test_percent(probability: float, english: str, japanese: str) -> None:
    assert (percent(probability, "en"), percent(probability, "ja")) == (english, japanese)


@pytest.mark.parametrize(("number", "english", "japanese"), _TABLE["large"])
def test_large(number: float, english: str, japanese: str) -> None:
    assert (large(number, "en"), large(number, "ja")) == (english, japanese)


@given(st.floats(0, 1e15))
def test_japanese_counts_have_three_digits_and_no_english_unit(number: float) -> None:
    text = large(number, "ja")
    assert re.fullmatch(r"[\d,]+(\.\d{1,2})?(\u00a0[万億兆])?", text)
    assert len(re.sub(r"[^\d]", "", text).strip("0")) <= (3 if number >= 10_000 else 4)


def test_a_message_is_filled_in_with_quantities_as_its_language_writes_them() -> None:
    values = {"token": "a", "probability": as_percent(0.4), "rank": 1}
    assert "40\u00a0%" in strings("en", "generation")("note-surprise-top", step=1, **values)
    assert "40%" in strings("ja", "generation")("note-surprise-top", step=1, **values)


@pytest.mark.parametrize(
    ("text", "kept_together"),
    [
        ("135 MWh, of **104** MWh", "135\u00a0MWh, of **104**\u00a0MWh"),
        ("{value} GB/s, 3.1 bits", "{value}\u00a0GB/s, 3.1\u00a0bits"),
        ("同じものが **3** 回、2 つ", "同じものが **3**\u00a0回、2\u00a0つ"),
        ("3 Bears and 4 times", "3 Bears and 4 times"),
        ("`x = 2 B` and $2 h$, 2 h", "`x = 2 B` and $2 h$, 2\u00a0h"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(text: str, kept_together: str) -> None:
    assert with_units(text) == kept_together


def test_messages_and_prose_keep_units_with_their_numbers_on_pages_but_not_in_a_terminal() -> None:
    twins = {"hydro_mwh": 135, "hydro_tonnes": 0, "grid_mwh": 104, "grid_tonnes": 70}
    assert "**104\u00a0MWh** as **70\u00a0t**" in strings("en", "limits.cost")("note-twins", **twins)
    assert "1\u00a0kWh" in strings("ja", "limits.cost").prose("place")
    long = {"length": 30, "limit": 20}
    assert "30\u00a0文字" in TextTooLong(**long).sentence("ja")
    assert "30 文字" in TextTooLong(**long).sentence("ja", "terminal")


def test_bold_percentages_stay_bold_in_japanese() -> None:
    """Markdown takes `**` after a sign for an end only if no letter follows."""
    quantities = {"planted": 10, "share": "1%", "with": "80%", "without": "2%"}
    assert "確率は **80%** になりました" in strings("ja", "limits.misuse")("note-open", **quantities)
    assert strings("ja", "large")("whole", name="X", parameters="1\u00a0億").startswith("**X** は **1\u00a0億**個の数")


@given(st.floats(0, 1))
def test_percent_says_nothing_false_about_certainty(probability: float) -> None:
    text = percent(probability, "en")
    assert (text == "0\u00a0%") == (probability == 0)
    assert text.endswith("\u00a0%")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (950, "950"),
        (49_152, "49\u00a0k"),
        (134_515_008, "134.5\u00a0M"),
        (405 * 10**9, "405\u00a0B"),
        (3 * 10**14, "300\u00a0T"),
    ],
)
def test_large_without_a_decimal_that_is_zero(number: int, text: str) -> None:
    assert large(number, "en", trim=True) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(7.84e22, "7.8 × 10²²"), (9.97e23, "1.0 × 10²⁴"), (1e24, "1.0 × 10²⁴"), (0.00312, "3.1 × 10⁻³"), (5, "5.0 × 10⁰")],
)
def test_a_mantissa_is_below_ten_also_when_rounded(value: float, text: str) -> None:
    assert with_power_of_ten(*scientific(value)) == text


def test_powers_of_ten_in_every_style() -> None:
    assert [power_of_ten(21, style) for style in get_args(PowerStyle)] == ["10²¹", "10^{21}"]
    assert with_power_of_ten(*scientific(8.8e13, 2), "latex") == r"8.80 \times 10^{13}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" the", "␣the"), ("\n\n", "⏎⏎"), ("\t", "⇥"), ("\r\n", "␍⏎"), ("\x00", "␀"), ("\x1b[0m", "␛[0m"),
        ("\u3000日", "□日"), ("\u00a0", "⍽"), ("\u200b", "⟨200B⟩"), ("\u202eabc", "⟨202E⟩abc"), ("\u0301", "◌\u0301"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"), ("か\u3099", "か\u3099"), ("\ufe0f", "⟨FE0F⟩"),
        ("", ""), ("日本", "日本"),
    ],
)  # fmt: skip
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(min_size=1))
def test_visible_text_has_no_blank_and_no_control_character(text: str) -> None:
    shown = visible(text)
    assert shown.strip() == shown != ""
    assert not any(ord(character) < 0x20 or 0x202A <= ord(character) <= 0x202E for character in shown)


@given(st.text())
def test_escaped_text_keeps_every_character_and_starts_nothing(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    assert not set(re.sub(r"\\.", "", escaped)) & set("\\*_`[]<>$:#&~^!")


def test_a_number_stays_on_the_line_of_its_unit() -> None:
    assert (
        with_units("40 % of 3.2 GB, 90 GB/s, 5 cats, 100 %.")
        == "40\u00a0% of 3.2\u00a0GB, 90\u00a0GB/s, 5 cats, 100\u00a0%."
    )
    assert percent(0.4, "en") == "40\u00a0%"
    for chapter in ("large", "limits.cost", "scaling", "next_token"):
        for language in LANGUAGES:
            prose = text_file(chapter, language, "md").read_text("utf-8")
            for section in re.findall(r"^## ([a-z0-9-]+)[ \t]*$", prose, re.MULTILINE):
                assert not re.search(r"\d (?:%|GB|MWh|Wh)(?![A-Za-z])", strings(language, chapter).prose(section))
