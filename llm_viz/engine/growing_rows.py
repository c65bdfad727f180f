"""The next token of each row of a memory that grows (`batch_memory`), as known blocks read it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import torch

from llm_viz.engine.batch_memory import BatchMemory
from llm_viz.engine.remembered import KeysAndValues


@dataclass(frozen=True)
class GrowingRows:
    """The `Rows` of `known_blocks`. `memory` holds the token once it is told to `advance`."""

    memory: BatchMemory
    device: torch.device

    def positions(self) -> torch.Tensor:
        return self.memory.positions().to(self.device)

    def mask(self, window: int | None) -> torch.Tensor | None:
        return self._hidden if self._hidden is None or window is None else self._hidden[..., -window:]

    def append(self, layer: int, keys: torch.Tensor, values: torch.Tensor, window: int | None) -> KeysAndValues:
        kept, kept_values = self.memory.append(layer, keys, values)
        if window is None or kept.shape[2] <= window:
            return kept, kept_values
        return kept[:, :, -window:], kept_values[:, :, -window:]

    @cached_property
    def _hidden(self) -> torch.Tensor | None:
        """(row, 1, 1, column): −∞ where there is no token of the row."""
        seen = self.memory.mask()
        if seen is None:
            return None
        return torch.zeros(seen.shape).masked_fill_(seen == 0, -math.inf)[:, None, None].to(self.device)
