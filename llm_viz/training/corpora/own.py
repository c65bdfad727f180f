"""A visitor's own text file as a corpus. It is kept in memory only."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from llm_viz.base.errors import UploadEmpty, UploadNotText, UploadTooLarge, UploadTooShort
from llm_viz.training.corpora.corpus import Corpus

LARGEST = 1_000_000  # bytes
SHORTEST = 500  # characters
ALPHABET = 1_000
"""The most characters that may differ: each takes a row of the model's embedding."""
RARE = "〓"
"""Stands for every character that is too rare: the geta mark, which printers set for a missing character."""

_HELD_OUT = 10  # one part in so many
_NAME_LENGTH = 80
_MARKS = 30  # combining marks in a row
_LINE_END = re.compile("\r\n?|[\f\v\x85\u2028\u2029]")
_WRITTEN = ("\n", "\t")  # the control characters that belong into a text
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_JAPANESE = 0.1  # at least so many of the characters beyond ASCII are kana in a Japanese text


def own_corpus(content: bytes, name: str = "") -> Corpus:
    """The text in a file that a visitor chose; its last tenth is held back.

    Text in UTF-8, UTF-16 with its mark, or Shift_JIS. All line ends become one kind, accents join their letters (NFC).
    Beyond `ALPHABET` different characters, the rarest become `RARE`; `replaced` counts them. Errors: `UploadTooLarge`,
    `UploadEmpty`, `UploadNotText`, `UploadTooShort`.
    """
    if len(content) > LARGEST:
        raise UploadTooLarge(limit_kb=LARGEST // 1000)
    text = _LINE_END.sub("\n", _decoded(content)).strip()
    if not text:
        raise UploadEmpty
    if _has_controls(text) or _has_stacked_marks(text):
        raise UploadNotText
    text = unicodedata.normalize("NFC", text)
    if len(text) < SHORTEST:
        raise UploadTooShort(length=len(text), limit=SHORTEST)
    text, replaced = _without_rare(text)
    held_out = len(text) // _HELD_OUT
    return Corpus("own", None, text[:-held_out], text[-held_out:], name=name[:_NAME_LENGTH], replaced=replaced)


def _decoded(content: bytes) -> str:
    """The text in the encoding that its first bytes name, else in UTF-8, else in Shift_JIS (as Windows writes it)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _strictly(content, "cp932")
    # Most bytes mean something in Shift_JIS: a French or Chinese text would decode to other characters, without kana.
    if len(_KANA.findall(text)) < _JAPANESE * len(_BEYOND_ASCII.findall(text)):
        raise UploadNotText
    return text


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UploadNotText from error


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in set(text).difference(_WRITTEN))


def _has_stacked_marks(text: str) -> bool:
    """More marks on one letter than any language needs; their sorting would take minutes (Unicode Annex 15, D4)."""
    marks = "".join(character for character in set(text) if unicodedata.combining(character))
    return bool(marks) and re.search(f"[{marks}]{{{_MARKS + 1}}}", text) is not None


def _without_rare(text: str) -> tuple[str, int]:
    """The text in at most `ALPHABET` different characters, and how many were replaced. Of two equally rare characters
    the one with the smaller code point is kept.
    """
    counts = Counter(text)
    if len(counts) <= ALPHABET:
        return text, 0
    by_rank = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rare = dict(by_rank[ALPHABET - 1 :])
    return text.translate(dict.fromkeys(map(ord, rare), RARE)), sum(rare.values())
