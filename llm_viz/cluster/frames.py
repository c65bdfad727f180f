"""An answer as a stream of frames: results one after another, a sign of life while there is none, and how it ended."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from enum import Enum

_HEAD = struct.Struct(">cI")


class Mark(Enum):
    """What a frame says. `RESULT` and `ERROR` hold bytes of `wire`; `FAILED`: an error that no one is meant to read."""

    RESULT = b"r"
    WAITING = b"w"
    ENDED = b"e"
    ERROR = b"x"
    FAILED = b"f"


def frame(mark: Mark, data: bytes = b"") -> bytes:
    """The bytes of one frame."""
    return _HEAD.pack(mark.value, len(data)) + data


def read_frames(read: Callable[[int], bytes]) -> Iterator[tuple[Mark, bytes]]:
    """The frames that `read`, which gives at most so many bytes, comes upon. `EOFError` where one is cut off, or the
    stream ends before it was said how the answer ended.
    """
    mark = Mark.WAITING
    while mark in (Mark.RESULT, Mark.WAITING):
        name, length = _HEAD.unpack(_exactly(read, _HEAD.size))
        mark = Mark(name)
        yield mark, _exactly(read, length)


def _exactly(read: Callable[[int], bytes], length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = read(length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
