"""What a model remembers of the texts it read last, so that of a longer or edited text only the end is read anew.

The numbers are those of the whole pass but for rounding, which differs as between two batches (`choosing`): whoever
reports an order or makes a choice looks whether rounding could turn it. A visitor notices nothing of other visitors'
texts but the speed of an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import takewhile

from transformers import Cache, DynamicCache

from llm_viz.engine.batch_memory import KeysAndValues, keys_and_values

MAX_BYTES = 32 * 2**20
"""Of one model: some 800 tokens of the embedded ones."""
WORTH = 8
"""So many tokens must be spared; fewer cost hardly more to read than to look up."""

_Layers = tuple[KeysAndValues | None, ...]


class Prefixes:
    """Keys and values of the texts used last, within a bound of memory. Not safe for several threads at once."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._texts: OrderedDict[tuple[int, ...], _Layers] = OrderedDict()

    @property
    def bytes(self) -> int:
        """Memory held."""
        return sum(map(_bytes_of, self._texts.values()))

    def recall(self, ids: Sequence[int]) -> tuple[int, DynamicCache]:
        """How many of the first tokens need not be read again, at most all but the last, and a cache that holds them.

        The cache keeps all tokens in every layer, sliding windows included.
        """
        text, shared = max(((text, _common(text, ids)) for text in self._texts), key=_length, default=((), 0))
        length, cache = min(shared, len(ids) - 1), DynamicCache()
        if length < WORTH:
            return 0, cache
        self._texts.move_to_end(text)
        for layer, kept in enumerate(self._texts[text]):
            if kept is not None:
                keys, values = kept
                cache.update(keys[:, :, :length], values[:, :, :length], layer)
        return length, cache

    def note(self, ids: Sequence[int], cache: Cache) -> None:
        """Keep what `cache` holds of a text after it was read, instead of texts that it begins with."""
        layers = tuple(keys_and_values(layer) for layer in cache.layers)
        if len(ids) < WORTH or _bytes_of(layers) > self._max_bytes:
            return
        new = tuple(ids)
        for text in list(self._texts):
            if new[: len(text)] == text:
                del self._texts[text]
        self._texts[new] = layers
        while self.bytes > self._max_bytes:
            self._texts.popitem(last=False)


def _common(text: Sequence[int], ids: Sequence[int]) -> int:
    """How many tokens both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, ids, strict=False)))


def _length(found: tuple[tuple[int, ...], int]) -> int:
    return found[1]


def _bytes_of(layers: _Layers) -> int:
    return sum(tensor.nbytes for kept in layers if kept is not None for tensor in kept)
