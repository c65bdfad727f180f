"""Results kept for the next visitor with the same question, within a bound of memory."""

from __future__ import annotations

import dataclasses
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar, cast

import numpy as np

Result = TypeVar("Result")
_LOOKED_AT = 16  # items of a tuple


class ResultsCache:
    """The most recently used results whose sizes together stay below `max_bytes`. Safe for many threads."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def bytes(self) -> int:
        """Memory held, about."""
        return self._bytes

    def clear(self) -> None:
        """Forget all results."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def get(self, key: Hashable, compute: Callable[[], Result]) -> Result:
        """The kept result of `key`, or a newly computed one. Computation happens outside the lock."""
        found = self.find(key)
        if found:
            return cast(Result, found[0])
        result = compute()
        self.keep(key, result)
        return result

    def find(self, key: Hashable) -> tuple[Any, ...]:
        """The kept result of `key`, alone in a tuple; an empty one if there is none."""
        with self._lock:
            if key not in self._entries:
                return ()
            self._entries.move_to_end(key)
            return self._entries[key][:1]

    def keep(self, key: Hashable, result: object) -> None:
        """Keep a result, if there is room for it; the results used longest ago make room."""
        size = size_of(result)
        with self._lock:
            if key not in self._entries and size <= self._max_bytes:
                self._entries[key] = (result, size)
                self._bytes += size
            while self._bytes > self._max_bytes:
                _, (_, freed) = self._entries.popitem(last=False)
                self._bytes -= freed


def size_of(value: object) -> int:
    """Bytes that a result made of dataclasses, tuples, mappings, strings, numbers and arrays takes, about.

    Of a long tuple only some items are looked at: they are alike.
    """
    if isinstance(value, np.ndarray):
        return sys.getsizeof(value) if value.flags.owndata else value.nbytes
    if isinstance(value, Mapping):
        return sum(size_of(item) for item in value.values())
    if isinstance(value, tuple):
        looked_at = value[:: 1 + len(value) // _LOOKED_AT]
        return sys.getsizeof(value) + sum(map(size_of, looked_at)) * len(value) // max(1, len(looked_at))
    if dataclasses.is_dataclass(value):
        return sum(size_of(getattr(value, field.name)) for field in dataclasses.fields(value))
    return sys.getsizeof(value)
