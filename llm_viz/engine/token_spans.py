"""Which characters of a text each token came from."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import regex

from llm_viz.engine.utf8 import Unit, characters
from llm_viz.engine.vocab_spelling import SPACE_MARK

Span = tuple[int, int]
"""Characters from, to (exclusive)."""


class Place(NamedTuple):
    """Where the tokenizer says that a token came from; a special one came from nowhere."""

    span: Span
    special: bool


def exact_spans(text: str, plain: str, held: Sequence[bytes]) -> list[Span] | None:
    """The characters each token touches, if the tokens' bytes are those of the text; else None.

    `plain` is the text with marked spaces as spaces. Some tokenizers put a space before the text; it belongs to no
    character.
    """
    assert len(plain) == len(text)
    data, expected = b"".join(held), plain.encode()
    if data not in (expected, b" " + expected):
        return None
    invisible = [] if data == expected else [Unit("", 1, True)]
    return align([*invisible, *characters(plain)], held)


def align(source: Sequence[Unit], held: Sequence[bytes]) -> list[Span]:
    """For each run of bytes, one after the other: the characters of the source that it touches."""
    byte_ends = list(accumulate(unit.length for unit in source))
    starts = [0, *accumulate(len(unit.text) for unit in source)]
    spans: list[Span] = []
    at = 0
    for data in held:
        first = bisect_right(byte_ends, at)
        at += len(data)
        last = bisect_left(byte_ends, at) + 1 if data else first
        spans.append((starts[first], starts[last]))
    return spans


def reported_spans(text: str, places: Sequence[Place], held: Sequence[bytes], gaps: bool) -> list[Span]:
    """The tokenizer's own offsets, for a text that it changed before it cut it.

    A mark that was made one with the character before it belongs to that one's token. Any other character without a
    token belongs to the token after it, or with `gaps` to none. A token that is nothing but a space put before the
    text stands for no character, whatever is reported.
    """
    spans: list[Span] = []
    reached = 0
    after = [*zip(places[1:], held[1:], strict=True), (Place((0, 0), True), b"")]
    for place, data, (next_place, next_data) in zip(places, held, after, strict=False):
        start, end = place.span
        doubled = next_place.span == place.span and next_data == data and not next_place.special
        put = data == b" " and (doubled or not _holds_space(text[start:end]))
        if place.special or end <= start or put:
            spans.append((reached, reached))
            continue
        if spans and reached < start:
            before, reached = reached, min(start, _end_of_character(text, reached))
            spans = _extended(spans, before, reached)
        spans.append((start if gaps else min(start, reached), end))
        reached = max(reached, end)
    return _extended(spans, reached, _end_of_character(text, reached))


def _holds_space(characters: str) -> bool:
    """Whether a tokenizer may have made a space of one of them, such as of the wide space of Japanese texts."""
    return SPACE_MARK in characters or any(map(str.isspace, unicodedata.normalize("NFKC", characters)))


def _extended(spans: list[Span], reached: int, end: int) -> list[Span]:
    """The spans; those that end at `reached` end at `end` now."""
    return [(start, end) if start < stop == reached else (start, stop) for start, stop in spans]


def _end_of_character(text: str, reached: int) -> int:
    """The end of what a reader calls one character (a grapheme cluster), if a part of it ends at `reached`."""
    for cluster in regex.finditer(r"\X", text, concurrent=False):
        if cluster.start() < reached < cluster.end():
            return int(cluster.end())
    return reached
