"""A log without visitors' texts.

What an exception says may quote what somebody typed ("could not convert string …"). So the log of the server shows its
kind and where it happened, not its words.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


def keep_texts_out_of_the_log() -> None:
    """From now on, every log record of this process, of any library, holds exceptions without their words."""
    make = logging.getLogRecordFactory()

    def make_discreet(*args: object, **options: object) -> logging.LogRecord:
        record = make(*args, **options)
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = without_words(record.exc_info[1])  # formatters use it where it is there
        return record

    logging.setLogRecordFactory(make_discreet)


def without_words(error: BaseException) -> str:
    """Kind and place of an exception and of those that led to it."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines = [*_described(current, current.__traceback__), *lines]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "".join(lines).rstrip()


def _described(error: BaseException, place: TracebackType | None) -> list[str]:
    kind = type(error)
    return ["Traceback:\n", *traceback.format_tb(place), f"{kind.__module__}.{kind.__qualname__}\n"]
