"""The output projection, the largest product of a step, with less to move to and from memory.

Logits go to memory that is used again in every step. Forty rows of a vocabulary of 262,144 take 42 MB. Memory that is
asked for and given back in every step comes from the operating system page by page, each filled with zeros first, which
took a quarter of the time of the projection itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from transformers import PreTrainedModel

from llm_viz.engine.linear_layers import by_onednn, product_into
from llm_viz.engine.transformer_modules import output_projection_of


class BufferedProjection(nn.Linear):
    """An output projection without bias that writes into a buffer while it has one. Not safe for several threads."""

    def __init__(self, plain: nn.Linear) -> None:
        super().__init__(plain.in_features, plain.out_features, bias=False, device="meta")
        self.weight = plain.weight
        self.buffer: LogitsBuffer | None = None

    def forward(self, stream: torch.Tensor) -> torch.Tensor:
        """Logits (…, vocab) of normalised streams (…, d_model)."""
        if (self.buffer is None and not by_onednn()) or (stream.requires_grad and torch.is_grad_enabled()):
            return super().forward(stream)
        rows = stream.reshape(-1, self.in_features)
        size = (len(rows), self.out_features)
        logits = rows.new_empty(size) if self.buffer is None else self.buffer.room(rows, self.out_features)
        product_into(logits, rows, self.weight)
        return logits.view(*stream.shape[:-1], self.out_features)


class LogitsBuffer:
    """The memory, given back with the buffer."""

    def __init__(self) -> None:
        self._memory: torch.Tensor | None = None

    def room(self, like: torch.Tensor, vocabulary: int) -> torch.Tensor:
        """For logits (row, vocab) of streams (row, d_model); what was there before is overwritten."""
        if self._memory is None or len(self._memory) < len(like):
            self._memory = like.new_empty((len(like), vocabulary))
        return self._memory[: len(like)]

    @contextmanager
    def used_by(self, projection: nn.Module | None) -> Iterator[None]:
        """During the block, the projection writes here if it can: its logits are valid until it is called again."""
        if not isinstance(projection, BufferedProjection):
            yield
            return
        projection.buffer = self
        try:
            yield
        finally:
            projection.buffer = None


def let_logits_be_buffered(model: PreTrainedModel) -> None:
    """Give the model a projection that can use a buffer, on the processor and where its own is a plain one. GPUs have
    their own store of memory that was used before.
    """
    plain = output_projection_of(model)
    if type(plain) is not nn.Linear or plain.bias is not None or plain.weight.device.type != "cpu":
        return
    for parent in list(model.modules()):
        for name, child in parent.named_children():
            if child is plain:
                setattr(parent, name, BufferedProjection(plain))
