"""No page in Japanese writes a number the English way: 40 % or 175 B instead of 40% or 1,750 億."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from google.protobuf import json_format
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from tests.support.app import ROOT, OpenApp

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
_ENGLISH = re.compile(r"\d[ \u00a0]%|\d[ \u00a0]?[KMBTk]\b|[mb]illion|trillion")
_NAME = re.compile(r"\b[A-Za-z][\w.]*(?:[ -]\(?[\w.]+\)?)*?[ -]?\(?\d[\d.]*[MB]\b")
"""A model's name may say its size: GPT-J 6B, pythia-2.8b, Gemma 3 270M."""
_FOREIGN = re.compile(r"(?m:^)[^\n]*[・·] 確度：|\$[^$\n]+\$|⟨[^⟩]*⟩")
"""A source is cited in its own language; formulas and the codes of characters have letters."""
_BYTES = re.compile(r"[A-Za-z0-9+/]{200,}=*")
"""Arrays that a browser part is given, as the protocol writes bytes in text."""


def texts(app: AppTest) -> Iterator[str]:
    """All that a page says: its elements' texts, and what charts and browser parts are given."""
    for block in app.main:
        yield from _texts_below(block)


def _texts_below(block: object) -> Iterator[str]:
    for child in getattr(block, "children", {}).values():
        yield from _texts_below(child)
    proto = getattr(block, "proto", None)
    if isinstance(proto, Message):
        yield from _strings(json_format.MessageToDict(proto))


def _strings(value: object) -> Iterator[str]:
    """All strings of nested data; strings that are JSON themselves are looked into."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not key.lower().startswith(("css", "html", "js")):
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str) and value.startswith(("{", "[")):
        try:
            yield from _strings(json.loads(value))
        except ValueError:
            yield value
    elif isinstance(value, str) and not _BYTES.fullmatch(value):
        yield value


def english_numbers(text: str) -> list[str]:
    """The numbers of a text that are written the English way."""
    plain = _NAME.sub("", _FOREIGN.sub("", text.replace("\\", "")))
    return [plain[max(0, found.start() - 30) : found.end() + 10] for found in _ENGLISH.finditer(plain)]


def test_what_counts_as_an_english_number() -> None:
    for text in ("40 %", "175.0 B", "約 1.4T トークン", "49 k"):
        assert english_numbers(text)
    for text in ("40%", "1,750\u00a0億", "GPT-J 6B は", "Gemma 3 270M", "Llama 3.1 405B", "90\u00a0GB/s", "3 文字"):
        assert not english_numbers(text)


@pytest.mark.parametrize("page", PAGES)
def test_no_number_in_english_units(open_app: OpenApp, page: str) -> None:
    app = open_app(page, locale="ja-JP", reveal="1", text="The apple is")
    assert not app.exception
    said = list(texts(app))
    assert sum(map(len, said)) > 1000
    assert {number for text in said for number in english_numbers(text)} == set()


def test_no_japanese_text_has_a_space_before_a_percent_sign() -> None:
    """Also those that a page says only after an answer, or in a case that the engine without a model does not have."""
    found = {
        f"{path.parent.parent.name}: {line}"
        for path in (ROOT / "llm_viz").rglob("texts/ja.*")
        for line in re.findall(r".*[\d}]\s%.*", path.read_text("utf-8"))
    }
    assert not found
