"""Products of states and weight matrices by the faster of the two libraries that come with PyTorch.

PyTorch's linear layers multiply float32 with MKL, which uses the widest registers (AVX-512) of Intel's processors only,
and multiplies a single vector with one thread. oneDNN does neither. On an AMD EPYC (Zen 5), one thread: 60 tokens times
576 × 1,536 weights 98 → 211 billion operations a second, 480 tokens 92 → 234; a pass of a text spends nine tenths of
its time in these products. One vector times Gemma's 262,144 rows, two threads: 41 → 17 ms. Held to AVX2, oneDNN still
took 17 ms, and for whole texts about as long as MKL. The arithmetic is float32 in both, in another order of summing up.

A step of one text takes as long as it takes to read the weights from memory, and neither library's product of one
vector is that fast. MKL's product of a *batch* of matrices is, given the same vector for every part of one matrix: it
takes 1.1 to 1.3 times as long as the sum of all weights, oneDNN 1.4 to 1.6 times, MKL's plain product 1.7 to 2.3 times
(two threads, with AVX-512 and held to AVX2, on a busy machine).
"""

from __future__ import annotations

from math import gcd
from typing import Any

import torch
from torch import nn

from llm_viz.engine.one_thread import OneThread

_AT_ONCE = 2**14
"""So many rows of a matrix are multiplied at once where a buffer waits for the products: what is written to it next is
still in the processor's cache.
"""
_PARTS = 8
"""Into at most so many parts a matrix is cut for the product with one vector; more make no difference."""
_WORTH_WAKING = 2**22
"""With fewer weights (16 MB, half a millisecond), one thread is as fast as two of which one must be woken."""


def by_onednn() -> bool:
    """Whether products are oneDNN's here. It does not depend on a measurement, so that all processes compute alike."""
    library: Any = torch.backends.mkldnn  # its functions have no types
    return bool(library.is_available()) and torch.backends.cpu.get_cpu_capability() in ("AVX2", "AVX512")


def product(states: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
    """Of states (…, columns) and float32 weights (rows, columns) on the processor: (…, rows). Without gradients."""
    if states.numel() == weight.shape[1] and _cut(weight):
        of_one = _product_of_one(states, weight).view(*states.shape[:-1], len(weight))
        return of_one if bias is None else of_one + bias
    computed: torch.Tensor = torch.ops.mkldnn._linear_pointwise(states, weight, bias, "none", [], "")
    return computed


def _cut(weight: torch.Tensor) -> int:
    """Into how many equal parts its rows are cut for one vector; 0 if it has to be multiplied as a whole."""
    library: Any = torch.backends.mkl  # its functions have no types
    parts = gcd(len(weight), _PARTS)
    return parts if parts > 1 and weight.is_contiguous() and library.is_available() else 0


def _product_of_one(states: torch.Tensor, weight: torch.Tensor, out: torch.Tensor | None = None) -> torch.Tensor:
    """Of one state in any shape and a matrix (rows, columns): (part, row of the part, 1)."""
    parts, (rows, columns) = _cut(weight), weight.shape
    # Laid out as a row that is looked at as a column: MKL's kernel for the other layout is five times slower.
    column = states.reshape(1, 1, columns).expand(parts, 1, columns).transpose(1, 2)
    cut = weight.view(parts, rows // parts, columns)
    if weight.numel() >= _WORTH_WAKING:
        return torch.bmm(cut, column, out=out)
    with OneThread():
        return torch.bmm(cut, column, out=out)


def product_into(out: torch.Tensor, states: torch.Tensor, weight: torch.Tensor) -> None:
    """Write the product of states (state, columns) and weights (rows, columns) to `out` (state, rows)."""
    if not by_onednn() or weight.dtype != torch.float32:
        torch.mm(states, weight.t(), out=out)
        return
    if len(states) == 1 and (parts := _cut(weight)) and out.is_contiguous():
        _product_of_one(states, weight, out.view(parts, -1, 1))
        return
    for start in range(0, len(weight), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        out[:, rows] = product(states, weight[rows])


class FastLinear(nn.Linear):
    """A linear layer with the weights of another."""

    def __init__(self, plain: nn.Linear) -> None:
        super().__init__(plain.in_features, plain.out_features, bias=plain.bias is not None, device="meta")
        self.weight, self.bias = plain.weight, plain.bias

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The layer's output (…, out_features) for states (…, in_features)."""
        if (states.requires_grad and torch.is_grad_enabled()) or states.numel() == 0:
            return super().forward(states)
        return product(states, self.weight, self.bias)


def let_products_be_fast(blocks: nn.Module) -> None:
    """Replace the plain linear layers inside, where that is faster: float32 on a processor with AVX2 or AVX-512."""
    if not by_onednn():
        return
    for parent in list(blocks.modules()):
        for name, child in parent.named_children():
            if type(child) is nn.Linear and child.weight.device.type == "cpu" and child.weight.dtype == torch.float32:
                setattr(parent, name, FastLinear(child))
