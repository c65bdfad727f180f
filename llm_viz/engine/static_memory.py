"""The memory of several texts in one batch at fixed addresses, so that a step can be recorded once and replayed.

Unlike in `batch_memory`, the token at position p of a text is in column p, whatever the other texts. A step writes
where a tensor of positions says, and reads a fixed number of rows and columns, a *bucket*, of which the mask hides
what a text does not have. So a step of one bucket always consists of the same operations on the same addresses.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import torch
from transformers import Cache
from transformers.cache_utils import CacheLayerMixin

from llm_viz.engine.remembered import KeysAndValues, Layout, Remembered, layers_of

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
    _stacks: list[torch.Tensor] = field(default_factory=list)  # each (part, row, head, column, d_head)
    _layout: Layout = ()

    @property
    def bytes(self) -> int:
        """Memory held."""
        return sum(stack.nbytes for stack in self._stacks)

    @property
    def bucket(self) -> Bucket:
        """The smallest that holds the rows in use with one token more."""
        return Bucket(self._rows(len(self.lengths)), self._columns(max(self.lengths) + 1))

    def cache(self, bucket: Bucket, positions: torch.Tensor) -> Cache:
        """For a model that reads one token in each row of the bucket at `positions` (row, token)."""
        view = _View(bucket, positions)
        layers = [_NoLayer(view) if kept is None else _Layer(view, *kept) for kept in self._layers()]
        return Cache(layers=cast(Any, layers))

    def rows(self, bucket: Bucket, positions: torch.Tensor) -> StaticRows:
        """Likewise, for known blocks."""
        return StaticRows(_View(bucket, positions), self._stacks, self._layout)

    def hold(self, read: Remembered | None, length: int) -> None:
        """Be the memory of one text, the first `length` columns of `read`."""
        self.lengths[:] = [length]
        if read is not None:
            self._write(read, slice(0, 1), 0, length)

    def copy(self, length: int) -> Remembered:
        """The first `length` columns of the first row."""
        return Remembered(tuple(stack[:, :1, :, :length].clone() for stack in self._stacks), self._layout)

    def erase_after(self, length: int) -> None:
        """Forget what stands behind the first `length` columns."""
        for stack in self._stacks:
            stack[:, :, :, length:] = 0.0

    def whole(self) -> Remembered:
        """All that it holds, each text from its first column on; not a copy."""
        return Remembered(tuple(self._stacks), self._layout)

    def join(self, read: Remembered, row: int, length: int, copies: int) -> None:
        """Add `copies` rows that each remember the first `length` columns of row `row` of `read`. Raises `NoRoom`."""
        first, count = len(self.lengths), len(self.lengths) + copies
        self._make_room(read, Bucket(count, max([length, *self.lengths]) + 1))
        self._write(read, slice(first, count), row, length)
        self.lengths.extend([length] * copies)

    def leave(self, row: int) -> None:
        """Forget a row; the last one takes its place."""
        last, length = len(self.lengths) - 1, self.lengths[-1]
        if row != last:
            for stack in self._stacks:
                stack[:, row, :, :length] = stack[:, last, :, :length]
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
        self._stacks, self._size = [], Bucket(0, 0)
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

    def _write(self, read: Remembered, rows: slice, row: int, length: int) -> None:
        for stack, other in zip(self._stacks, read.stacks, strict=True):
            stack[:, rows, :, :length] = other[:, row : row + 1, :, :length]

    def _make_room(self, read: Remembered, needed: Bucket) -> None:
        if not self._stacks:
            self._layout = read.layout
            self._stacks = list(map(_without_rows, read.stacks))
        if needed.rows > self._size.rows or needed.columns > self._size.columns:
            self._move_to(needed)

    def _move_to(self, needed: Bucket) -> None:
        """To new addresses, with as much room as there may be: to move again costs all recorded steps."""
        size = self._largest(Bucket(self._rows(needed.rows), self._columns(needed.columns)))
        if size is None:
            raise NoRoom
        used = Bucket(len(self.lengths), max(self.lengths, default=0))
        self._stacks, self._size = [_moved(stack, size, used) for stack in self._stacks], size
        self.grown += 1

    def _largest(self, least: Bucket) -> Bucket | None:
        """The largest size that the budget allows, rows before columns, and at least this one."""
        place = sum(len(stack) * stack.shape[2] * stack.shape[4] * stack.element_size() for stack in self._stacks)
        for rows in (rows for rows in reversed(ROWS) if rows <= self.most):
            columns = self._columns(self.limit)
            while rows >= least.rows and columns >= least.columns:
                if rows * columns * place <= self.budget:
                    return Bucket(rows, columns)
                columns //= 2
        return None

    def _layers(self) -> Iterator[KeysAndValues | None]:
        return layers_of(self._stacks, self._layout)

    def _buffers(self) -> Iterator[torch.Tensor]:
        """Keys and values (row, head, column, d_head), layer by layer."""
        for kept in self._layers():
            yield from kept or ()

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


@dataclass(frozen=True)
class StaticRows:
    """The `Rows` of `known_blocks` in a bucket."""

    _view: _View
    _stacks: Sequence[torch.Tensor]
    _layout: Layout

    def positions(self) -> torch.Tensor:
        return self._view.positions

    def mask(self, window: int | None) -> torch.Tensor:
        destinations = self._view.positions[:, None, :, None]
        sources = torch.arange(self._view.bucket.columns, device=destinations.device)
        hidden = sources > destinations
        if window is not None:
            hidden |= sources <= destinations - window
        return torch.zeros_like(hidden, dtype=self._stacks[0].dtype).masked_fill_(hidden, -math.inf)

    def append(self, layer: int, keys: torch.Tensor, values: torch.Tensor, _window: int | None) -> KeysAndValues:
        places = self._layout[layer]
        assert places is not None
        kept, kept_values = (self._stacks[place.stack][place.part] for place in places)
        return _Layer(self._view, kept, kept_values).update(keys, values)


def _without_rows(stack: torch.Tensor) -> torch.Tensor:
    return stack.new_empty((len(stack), 0, stack.shape[2], 0, stack.shape[4]))


def _moved(stack: torch.Tensor, size: Bucket, used: Bucket) -> torch.Tensor:
    larger = stack.new_zeros((len(stack), size.rows, stack.shape[2], size.columns, stack.shape[4]))
    larger[:, : used.rows, :, : used.columns] = stack[:, : used.rows, :, : used.columns]
    return larger
