"""What a model remembers of the texts it read last, so that of a longer or edited text only the end is read anew.

The numbers are those of the whole pass but for rounding, which differs as between two batches (`choosing`): whoever
reports an order or makes a choice looks whether rounding could turn it. A visitor notices nothing of other visitors'
texts but the speed of an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import takewhile

from llm_viz.engine.remembered import Remembered

MAX_BYTES = 32 * 2**20
"""Of one model: some 800 tokens of the embedded ones."""
WORTH = 8
"""So many tokens must be spared; fewer cost hardly more to read than to look up."""


class Prefixes:
    """Keys and values of the texts used last, within a bound of memory. Not safe for several threads at once."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._texts: OrderedDict[tuple[int, ...], Remembered] = OrderedDict()

    @property
    def bytes(self) -> int:
        """Memory held."""
        return sum(read.bytes for read in self._texts.values())

    def recall(self, ids: Sequence[int]) -> tuple[int, Remembered | None]:
        """How many of the first tokens need not be read again, at most all but the last, and what is remembered of
        them; 0 and None where it is nothing.
        """
        text, shared = max(((text, _common(text, ids)) for text in self._texts), key=_length, default=((), 0))
        length = min(shared, len(ids) - 1)
        if length < WORTH:
            return 0, None
        self._texts.move_to_end(text)
        return length, self._texts[text].first(length)

    def note(self, ids: Sequence[int], read: Remembered) -> None:
        """Keep what is remembered of a text after it was read, instead of texts that it begins with."""
        if len(ids) < WORTH or read.bytes > self._max_bytes:
            return
        new = tuple(ids)
        for text in list(self._texts):
            if new[: len(text)] == text:
                del self._texts[text]
        self._texts[new] = read
        while self.bytes > self._max_bytes:
            self._texts.popitem(last=False)


def _common(text: Sequence[int], ids: Sequence[int]) -> int:
    """How many tokens both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, ids, strict=False)))


def _length(found: tuple[tuple[int, ...], int]) -> int:
    return found[1]
