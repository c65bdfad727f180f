"""Rude words in live texts, covered while a class looks on: letters are hidden, what is computed stays as it is.

Every text that comes from a model or a visitor leaves the server by one of three doors, which all call `covered`: what
browser parts get (`kit/browser/part.py`), what stands in Markdown (`kit/markdown.escape`), and Plotly's charts
(`kit/page/figure.py`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

SWITCH = "cover"
"""Whether rude words are covered: its name in the session state and in the address."""
_COVERED = "something-was-covered"
_DOT = "•"
_LIST = Path(__file__).with_suffix(".toml")


def are_covered() -> bool:
    """Whether the visitor wants rude words covered."""
    return bool(st.session_state.get(SWITCH, False))


def covered(text: str) -> str:
    """The text for this visitor: with the switch on, of every rude word only the first letter is left."""
    if not are_covered():
        return text
    shown = without_rude_words(text)
    if shown != text:
        st.session_state[_COVERED] = True
    return shown


def all_covered(values: Mapping[str, object]) -> dict[str, object]:
    """The same for all texts among these values, also in lists and mappings."""
    return {name: _each_covered(value) for name, value in values.items()} if are_covered() else dict(values)


def _each_covered(value: object) -> object:
    if isinstance(value, str):
        return covered(value)
    if isinstance(value, Mapping):
        return {key: _each_covered(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_each_covered(each) for each in value]
    return value


def take_note() -> bool:
    """Whether something was covered since this was asked last."""
    return bool(st.session_state.pop(_COVERED, False))


def without_rude_words(text: str) -> str:
    """The text with dots for all letters of its rude words but the first, in either language."""
    return _pattern().sub(lambda found: found[0][0] + _DOT * (len(found[0]) - 1), text)


def rude_words(text: str) -> list[str]:
    """The words of a text that would be covered."""
    return [found[0] for found in _pattern().finditer(text)]


@cache
def _pattern() -> re.Pattern[str]:
    words = tomllib.loads(_LIST.read_text("utf-8"))
    english = words["en"]
    ways = (
        rf"[a-z]*(?:{_any_of(english['within'])})[a-z]*",
        rf"(?<![a-z])(?:{_any_of(english['beginning'])})[a-z]*",
        rf"(?<![a-z])(?:{_any_of(english['whole'])})(?![a-z])",
        _any_of(words["ja"]["within"]),
    )
    return re.compile("|".join(ways), re.IGNORECASE)


def _any_of(stems: list[str]) -> str:
    return "|".join(map(re.escape, stems))
