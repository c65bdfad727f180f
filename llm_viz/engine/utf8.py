"""UTF-8 bytes made readable: whole characters as they are, bytes that make none yet like `⟨E3 81⟩`."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_UNFINISHED = 3
"""A character takes at most four bytes, so an unfinished one has at most three."""


class Unit(NamedTuple):
    """What `length` bytes show as: one whole character, or bytes that make none."""

    text: str
    length: int
    whole: bool


def hexadecimal(data: bytes) -> str:
    """`⟨E3 81⟩`."""
    return f"⟨{data.hex(' ').upper()}⟩"


def characters(text: str) -> Iterator[Unit]:
    """The characters of a text as units."""
    return (Unit(character, len(character.encode()), True) for character in text)


def units(data: bytes) -> Iterator[Unit]:
    """The whole characters, and the runs of bytes that make none, in order."""
    while data:
        try:
            text, stray, data = data.decode(), b"", b""
        except UnicodeDecodeError as problem:
            text, stray = data[: problem.start].decode(), data[problem.start : problem.end]
            data = data[problem.end :]
        yield from characters(text)
        if stray:
            yield Unit(hexadecimal(stray), len(stray), False)


def readable(data: bytes) -> str:
    """All of it as text: `こ⟨E3 81⟩`."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "".join(unit.text for unit in units(data))


def is_whole(data: bytes) -> bool:
    """Whether the bytes are whole characters."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def unfinished(data: bytes) -> bytes:
    """The bytes at the end that begin a character and wait for the rest of it; b"" if there are none."""
    tail = data[-LONGEST_UNFINISHED:]
    _, consumed = codecs.utf_8_decode(tail, "replace", False)
    return tail[consumed:]
