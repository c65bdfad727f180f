"""The memory of several texts in one batch, whatever their lengths, so that all are continued by one forward pass.

All rows end at the same column; what is left of a shorter text is masked. A row can join or leave between two passes
without a copy of the others, as in continuous batching (Yu et al. 2022, "Orca", OSDI).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import torch
from transformers import Cache
from transformers.cache_utils import CacheLayerMixin

from llm_viz.engine.remembered import KeysAndValues, Remembered

_COLUMNS = 256
_ROWS = 8


@dataclass
class _Columns:
    """Which part of every layer's buffer is in use: as many rows as `lengths`, columns `start` to `end`."""

    lengths: list[int] = field(default_factory=list)
    end: int = 0

    @property
    def start(self) -> int:
        return self.end - max(self.lengths, default=0)


class _Layer:
    """Keys and values of one layer (row, head, column, d_head), in buffers with room to grow.

    It has the methods that transformers asks of a layer of a cache, and is registered as one.
    """

    is_sliding = False  # of a sliding window, too, all is kept: the mask hides what lies outside

    def __init__(self, columns: _Columns) -> None:
        self.columns = columns
        self.buffers: list[torch.Tensor] = []

    @property
    def is_initialized(self) -> bool:
        return bool(self.buffers)

    def update(
        self, keys: torch.Tensor, values: torch.Tensor, *_args: object, **_named: object
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Write the new columns after the others; all keys and values of the rows in use."""
        rows, start, end = len(self.columns.lengths), self.columns.start, self.columns.end
        after = end + keys.shape[2]
        self.make_room(keys, values, rows, after)
        for buffer, states in zip(self.buffers, (keys, values), strict=True):
            buffer[:rows, :, end:after] = states
        kept, kept_values = (buffer[:rows, :, start:after] for buffer in self.buffers)
        return kept, kept_values

    def make_room(self, keys: torch.Tensor, values: torch.Tensor, rows: int, columns: int) -> None:
        """Buffers for so many rows and columns, of heads as these keys and values have."""
        if not self.buffers:
            self.buffers = [
                states.new_zeros((_ROWS, states.shape[1], _COLUMNS, states.shape[3])) for states in (keys, values)
            ]
        self.grow(rows, columns)

    def grow(self, rows: int, columns: int) -> None:
        """Twice the room, and again, until so many rows and columns fit."""
        self.buffers = [_grown(buffer, rows, columns) for buffer in self.buffers]

    def copy_row(self, source: int, target: int) -> None:
        """Replace what one row remembers by what another does."""
        for buffer in self.buffers:
            buffer[target, :, self.columns.start : self.columns.end] = buffer[
                source, :, self.columns.start : self.columns.end
            ]

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        return self.get_seq_length() + query_length, 0

    def get_seq_length(self) -> int:
        return self.columns.end - self.columns.start

    def get_max_length(self) -> int:
        return -1  # transformers' word for no limit


CacheLayerMixin.register(_Layer)


def _grown(buffer: torch.Tensor, rows: int, columns: int) -> torch.Tensor:
    if rows <= buffer.shape[0] and columns <= buffer.shape[2]:
        return buffer
    size = (_doubled(buffer.shape[0], rows), buffer.shape[1], _doubled(buffer.shape[2], columns), buffer.shape[3])
    larger = buffer.new_zeros(size)
    larger[: buffer.shape[0], :, : buffer.shape[2]] = buffer
    return larger


def _doubled(size: int, needed: int) -> int:
    while size < needed:
        size *= 2
    return size


class BatchMemory:
    """What the rows of a batch have read. `cache` is handed to the model, which appends to it."""

    def __init__(self, layers: int) -> None:
        self._columns = _Columns()
        self._layers = [_Layer(self._columns) for _ in range(layers)]
        self.cache = Cache(layers=cast(Any, self._layers))

    @property
    def lengths(self) -> Sequence[int]:
        """How many tokens each row has read."""
        return self._columns.lengths

    def join(self, read: Remembered, row: int, length: int, copies: int) -> None:
        """Add `copies` rows that each remember the first `length` columns of row `row` of `read`."""
        columns = self._columns
        first, count = len(columns.lengths), len(columns.lengths) + copies
        self._shift(max(0, length - columns.end))
        for layer, kept in zip(self._layers, read.layers(), strict=False):
            if kept is None:
                continue
            layer.make_room(*kept, count, columns.end)
            for buffer, states in zip(layer.buffers, kept, strict=True):
                buffer[first:count, :, columns.end - length : columns.end] = states[row, :, :length]
        columns.lengths.extend([length] * copies)

    def append(self, layer: int, keys: torch.Tensor, values: torch.Tensor) -> KeysAndValues:
        """Write keys and values (row, head, 1, d_head) of the next token of each row; all of this layer."""
        return self._layers[layer].update(keys, values)

    def leave(self, row: int) -> None:
        """Forget a row; the last one takes its place."""
        last = len(self._columns.lengths) - 1
        if row != last:
            for layer in self._layers:
                layer.copy_row(last, row)
        self._columns.lengths[row] = self._columns.lengths[last]
        self._columns.lengths.pop()
        if not self._columns.lengths:
            self._columns.end = 0

    def mask(self) -> torch.Tensor | None:
        """(row, column): 1 where the next token of a row may look, itself included; None if that is everywhere."""
        lengths = self._columns.lengths
        width = max(lengths)
        if min(lengths) == width:
            return None
        return (torch.arange(width + 1) >= width - torch.tensor(lengths)[:, None]).long()

    def positions(self) -> torch.Tensor:
        """The position (row, 1) of the next token of each row."""
        return torch.tensor(self._columns.lengths)[:, None]

    def advance(self) -> None:
        """Every row has read one token more."""
        self._columns.end += 1
        self._columns.lengths[:] = [length + 1 for length in self._columns.lengths]
        if self._columns.end > 2 * max(_COLUMNS, *self._columns.lengths):
            self._shift(-self._columns.start)

    def newest(self) -> Iterator[torch.Tensor]:
        """What the last pass wrote, before `advance`: keys or values (row, head, d_head), layer by layer."""
        rows, end = len(self._columns.lengths), self._columns.end
        for layer in self._layers:
            for buffer in layer.buffers:
                yield buffer[:rows, :, end]

    def _shift(self, columns: int) -> None:
        """Move everything to the right (or left, if negative)."""
        start, end = self._columns.start, self._columns.end
        self._columns.end = end + columns
        if columns == 0 or start == end:
            return
        for layer in self._layers:
            layer.grow(1, end + columns)
            for buffer in layer.buffers:
                buffer[:, :, start + columns : end + columns] = buffer[:, :, start:end].clone()
