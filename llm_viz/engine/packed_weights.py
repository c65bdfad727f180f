"""A large matrix kept a second time as it was published, in one byte a number, where nothing is lost by that.

To multiply a few vectors by a matrix takes as long as it takes to read the matrix from memory. The embedded models were
published with whole numbers of one byte, 32 of which share a scale (GGUF's Q8_0), in their largest matrix. Read like
that, and unfolded into float32 in the processor's cache part by part, the numbers are the same bit for bit. Processor
time for Gemma's 262,144 logits, before and after: 40 → 26 ms for one row, 84 → 34 for two, 192 → 154 for forty.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from llm_viz.engine.linear_layers import by_onednn, product

_BLOCK = 32
_LARGEST = 127
_AT_ONCE = 2**21
"""Numbers unfolded at once: few enough for the cache."""
_WORTH = 2**24
"""Smaller matrices are not worth it."""


@dataclass(frozen=True)
class PackedWeights:
    """`numbers` (row, column) of one byte and the `scales` (row, block) of 32 columns each."""

    numbers: torch.Tensor
    scales: torch.Tensor
    _unfolded: torch.Tensor = field(repr=False)

    @property
    def bytes(self) -> int:
        return sum(tensor.nbytes for tensor in (self.numbers, self.scales, self._unfolded))

    def project(self, stream: torch.Tensor, out: torch.Tensor) -> None:
        """Write the product of the matrix with each vector of a stream (vector, column) to `out` (vector, row).

        Not safe for several threads at once.
        """
        count = len(self._unfolded)
        for start in range(0, len(self.numbers), count):
            rows = slice(start, start + count)
            numbers = self.numbers[rows]
            matrix = self._unfolded[: len(numbers)]
            _unfold(numbers, self.scales[rows], matrix)
            if len(stream) > 1 and by_onednn():
                out[:, rows] = product(stream, matrix)
            else:
                torch.mm(stream, matrix.t(), out=out[:, rows])


def pack(weights: torch.Tensor) -> PackedWeights | None:
    """The float32 matrix (row, column) in packed form; None if it is small or would not be the same bit for bit."""
    rows, columns = weights.shape
    if weights.numel() < _WORTH or weights.dtype != torch.float32 or columns % _BLOCK:
        return None
    count = max(1, _AT_ONCE // columns)
    all_numbers = torch.empty((rows, columns), dtype=torch.int8)
    all_scales = torch.empty((rows, columns // _BLOCK))
    unfolded = torch.empty((count, columns))
    for start in range(0, rows, count):
        at = slice(start, start + count)
        part, numbers, scales = weights[at], all_numbers[at], all_scales[at]
        blocks = part.view(len(part), -1, _BLOCK)
        scales.copy_((blocks.abs().amax(-1) / _LARGEST).half())  # the scales were published in 16 bits
        numbers.view_as(blocks).copy_((blocks / scales.clamp_min(torch.finfo().tiny)[..., None]).round_())
        again = unfolded[: len(part)]
        _unfold(numbers, scales, again)
        if not torch.equal(again, part):
            return None
    return PackedWeights(all_numbers, all_scales, unfolded)


def _unfold(numbers: torch.Tensor, scales: torch.Tensor, matrix: torch.Tensor) -> None:
    matrix.copy_(numbers)
    matrix.view(len(matrix), -1, _BLOCK).mul_(scales[..., None])
