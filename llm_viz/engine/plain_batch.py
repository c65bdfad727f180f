"""The rows that one forward pass continues, in a memory that grows as they need it (`batch_memory`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import torch
from transformers import PreTrainedModel

from llm_viz.engine.batch_memory import BatchMemory
from llm_viz.engine.choosing import Choice, Draw, choose
from llm_viz.engine.growing_rows import GrowingRows
from llm_viz.engine.known_blocks import KnownBlocks
from llm_viz.engine.logits_buffer import LogitsBuffer
from llm_viz.engine.memory import Memory, logits_of_rows
from llm_viz.engine.remembered import Remembered
from llm_viz.engine.transformer_modules import output_projection_of


class Batch(Protocol):
    """Rows that are continued together. Not safe for several threads at once."""

    def join(self, read: Remembered, row: int, length: int, copies: int) -> None:
        """Add `copies` rows that each remember the first `length` columns of row `row` of `read`."""

    def leave(self, row: int) -> None:
        """Forget a row; the last one takes its place."""

    def step(self, ids: Sequence[int], draws: Sequence[Draw], top: int) -> list[Choice]:
        """Read the next token of each row and choose the one after it, each with its `top` best."""


class PlainBatch:
    """A `Batch` on any device. `layers`: how many the model has. `known`: its blocks, if they compute the steps."""

    def __init__(self, model: PreTrainedModel, memory: Memory, layers: int, known: KnownBlocks | None = None) -> None:
        self._model, self._options, self._known = model, memory, known
        self._memory = BatchMemory(layers)
        self._buffer = LogitsBuffer()

    def join(self, read: Remembered, row: int, length: int, copies: int) -> None:
        self._memory.join(read, row, length, copies)

    def leave(self, row: int) -> None:
        self._memory.leave(row)

    def step(self, ids: Sequence[int], draws: Sequence[Draw], top: int) -> list[Choice]:
        with self._buffer.used_by(output_projection_of(self._model)):
            logits = self.logits(ids)
        self._memory.advance()
        return choose(logits, draws, top)

    def logits(self, ids: Sequence[int]) -> torch.Tensor:
        """Logits (row, vocab) in float32 after the next token of each row, which is read but not yet remembered."""
        last = torch.tensor(ids, device=self._model.device)[:, None]
        if self._known is not None:
            return self._known.logits(last, GrowingRows(self._memory, last.device))
        return logits_of_rows(self._model, self._options, last, self._memory).float()

    def newest(self) -> Iterator[torch.Tensor]:
        """Keys or values (row, head, d_head) of the tokens that `logits` has just read."""
        return self._memory.newest()
