"""The memory of several texts in one batch at fixed addresses, so that a step can be recorded once and replayed.

Unlike in `batch_memory`, the token at position p of a text is in column p, whatever the other texts. A step writes
where a tensor of positions says, and reads a fixed number of rows and columns, a *bucket*, of which the mask hides
what a text does not have. So a step of one bucket always consists of the same operations on the same addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import torch
from transformers import Cache, DynamicCache
from transformers.cache_utils import CacheLayerMixin

from llm_viz.engine.batch_memory import KeysAndValues, keys_and_values

ROWS = (1, 4, 16, 64)
_COLUMNS = 128
"""Of the smallest bucket; the others have twice as many, and again."""


class Bucket(NamedTuple):
    """How many rows and columns a step computes with, used or not."""

    rows: int
    columns: int


class NoRoom(Exception):
    """The memory would take more than it may."""


@dataclass
class _View:
    """What a step sees of the memory: a bucket, and the positions (row, token) of the tokens that it reads."""

    bucket: Bucket
    positions: torch.Tensor

    def of(self, buffer: torch.Tensor) -> torch.Tensor:
        return buffer[: self.bucket.rows, :, : self.bucket.columns]


class _Layer:
    """Keys and values (row, head, column, d_head) of one layer, with the methods that transformers asks of a layer of a
    cache, as one of which it is registered.
    """

    is_sliding = False  # of a sliding window, too, all is kept: the mask hides what lies outside
    is_initialized = True

    def __init__(self, view: _View, keys: torch.Tensor, values: torch.Tensor) -> None:
        self._view = view
        self.keys, self.values = view.of(keys), view.of(values)

    def update(
        self, keys: torch.Tensor, values: torch.Tensor, *_args: object, **_named: object
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Write the new tokens at their positions; all keys and values of the bucket."""
        columns = self._view.positions[:, None, :, None]
        for buffer, states in ((self.keys, keys), (self.values, values)):
            buffer.scatter_(2, columns.expand_as(states), states)
        return self.keys, self.values

    def get_mask_sizes(self, _query_length: int) -> tuple[int, int]:
        return self._view.bucket.columns, 0

    def get_seq_length(self) -> int:
        return self._view.bucket.columns - self._view.positions.shape[1]

    def get_max_length(self) -> int:
        return self._view.bucket.columns


class _NoLayer(_Layer):
    """Of a layer that uses another's keys."""

    def __init__(self, view: _View) -> None:
        self._view = view


for _kind in (_Layer, _NoLayer):
    CacheLayerMixin.register(_kind)


def _nothing() -> Bucket:
    return Bucket(0, 0)


@dataclass
class StaticMemory:
    """What the rows of a batch have read.

    `limit`: the most columns that a text may need. `budget`: bytes that the memory may take. `most`: rows that there
    may be. `grown` counts how often it has moved to other addresses. Not safe for several threads at once.
    """

    limit: int
    budget: int
    most: int = ROWS[-1]
    lengths: list[int] = field(default_factory=list)
    grown: int = 0
    _size: Bucket = field(default_factory=_nothing)
    _layers: list[KeysAndValues | None] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """Memory held."""
        return sum(buffer.nbytes for buffer in self._buffers())

    @property
    def bucket(self) -> Bucket:
        """The smallest that holds the rows in use with one token more."""
        return Bucket(self._rows(len(self.lengths)), self._columns(max(self.lengths) + 1))

    def cache(self, bucket: Bucket, positions: torch.Tensor) -> Cache:
        """For a model that reads one token in each row of the bucket at `positions` (row, token)."""
        view = _View(bucket, positions)
        layers = [_NoLayer(view) if buffers is None else _Layer(view, *buffers) for buffers in self._layers]
        return Cache(layers=cast(Any, layers))

    def hold(self, read: Cache, length: int) -> None:
        """Be the memory of one text, the first `length` columns of `read`."""
        self.lengths[:] = [length]
        self._write(read, slice(0, 1), 0, length)

    def copy(self, length: int) -> DynamicCache:
        """The first `length` columns of the first row."""
        cache = DynamicCache()
        for layer, kept in enumerate(self._layers):
            if kept is not None:
                keys, values = (buffer[:1, :, :length] for buffer in kept)
                cache.update(keys, values, layer)
        return cache

    def erase_after(self, length: int) -> None:
        """Forget what stands behind the first `length` columns."""
        for buffer in self._buffers():
            buffer[:, :, length:] = 0.0

    def whole(self) -> Cache:
        """All that it holds, each text from its first column on."""
        return self.cache(self._size, torch.zeros((1, 0), dtype=torch.long))

    def join(self, read: Cache, row: int, length: int, copies: int) -> None:
        """Add `copies` rows that each remember the first `length` columns of row `row` of `read`. Raises `NoRoom`."""
        first, count = len(self.lengths), len(self.lengths) + copies
        self._make_room(read, Bucket(count, max([length, *self.lengths]) + 1))
        self._write(read, slice(first, count), row, length)
        self.lengths.extend([length] * copies)

    def leave(self, row: int) -> None:
        """Forget a row; the last one takes its place."""
        last, length = len(self.lengths) - 1, self.lengths[-1]
        if row != last:
            for buffer in self._buffers():
                buffer[row, :, :length] = buffer[last, :, :length]
        self.lengths[row] = length
        self.lengths.pop()

    def advance(self) -> None:
        """Every row has read one token more."""
        self.lengths[:] = [length + 1 for length in self.lengths]

    def make_step_room(self) -> None:
        """Room for one token more in each row. Raises `NoRoom`."""
        needed = self.bucket
        if needed.columns > self._size.columns:
            self._move_to(needed)

    def clear(self) -> None:
        """Forget all rows, and keep the room."""
        self.lengths.clear()

    def release(self) -> None:
        """Forget all rows and give back the room."""
        self.lengths.clear()
        self._layers, self._size = [], Bucket(0, 0)
        self.grown += 1

    def newest(self) -> Iterator[torch.Tensor]:
        """What each row in use has at the position that follows its length: keys or values (row, head, d_head)."""
        rows = list(range(len(self.lengths)))
        for buffer in self._buffers():
            yield buffer[rows, :, self.lengths]

    def erase_newest(self) -> None:
        """Forget what `newest` gives."""
        rows = list(range(len(self.lengths)))
        for buffer in self._buffers():
            buffer[rows, :, self.lengths] = 0.0

    def _write(self, read: Cache, rows: slice, row: int, length: int) -> None:
        for buffers, other in zip(self._layers, read.layers, strict=False):
            if buffers is not None and length:
                for buffer, states in zip(buffers, keys_and_values(other) or (), strict=True):
                    buffer[rows, :, :length] = states[row, :, :length]

    def _make_room(self, read: Cache, needed: Bucket) -> None:
        if not self._layers:
            self._layers = [_empty(keys_and_values(layer)) for layer in read.layers]
        if needed.rows > self._size.rows or needed.columns > self._size.columns:
            self._move_to(needed)

    def _move_to(self, needed: Bucket) -> None:
        """To new addresses, with as much room as there may be: to move again costs all recorded steps."""
        size = self._largest(Bucket(self._rows(needed.rows), self._columns(needed.columns)))
        if size is None:
            raise NoRoom
        used = Bucket(len(self.lengths), max(self.lengths, default=0))
        moved: list[KeysAndValues | None] = []
        for buffers in self._layers:
            if buffers is None:
                moved.append(None)
            else:
                keys, values = (_moved(buffer, size, used) for buffer in buffers)
                moved.append((keys, values))
        self._layers, self._size = moved, size
        self.grown += 1

    def _largest(self, least: Bucket) -> Bucket | None:
        """The largest size that the budget allows, rows before columns, and at least this one."""
        place = sum(buffer.shape[1] * buffer.shape[3] * buffer.element_size() for buffer in self._buffers())
        for rows in (rows for rows in reversed(ROWS) if rows <= self.most):
            columns = self._columns(self.limit)
            while rows >= least.rows and columns >= least.columns:
                if rows * columns * place <= self.budget:
                    return Bucket(rows, columns)
                columns //= 2
        return None

    def _buffers(self) -> Iterator[torch.Tensor]:
        for buffers in self._layers:
            if buffers is not None:
                yield from buffers

    def _rows(self, needed: int) -> int:
        """Raises `NoRoom` beyond the largest bucket."""
        found = next((rows for rows in ROWS if needed <= rows <= self.most), None)
        if found is None:
            raise NoRoom
        return found

    @staticmethod
    def _columns(needed: int) -> int:
        columns = _COLUMNS
        while columns < needed:
            columns *= 2
        return columns


def _empty(buffers: KeysAndValues | None) -> KeysAndValues | None:
    """Buffers of no rows, for keys and values of the same shape."""
    if buffers is None:
        return None
    keys, values = (states.new_empty((0, states.shape[1], 0, states.shape[3])) for states in buffers)
    return keys, values


def _moved(buffer: torch.Tensor, size: Bucket, used: Bucket) -> torch.Tensor:
    larger = buffer.new_zeros((size.rows, buffer.shape[1], size.columns, buffer.shape[3]))
    larger[: used.rows, :, : used.columns] = buffer[: used.rows, :, : used.columns]
    return larger
