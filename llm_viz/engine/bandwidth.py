"""How fast this machine reads from its memory, which is what limits how fast a model writes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

import torch

from llm_viz.engine.device import Device
from llm_viz.engine.protocol.models import Bandwidth

MATRIX_BYTES = 256 * 2**20
"""Larger than the caches of most processors, so that the matrix comes from memory each time."""
_COLUMNS = 2048
_ROUNDS = 5

Done = TypeVar("Done")


class Run(Protocol):
    """Does a piece of the work, in its turn."""

    def __call__(self, work: Callable[[], Done]) -> Done: ...


def _at_once(work: Callable[[], Done]) -> Done:
    return work()


def measure_bandwidth(device: Device, matrix_bytes: int = MATRIX_BYTES, run: Run = _at_once) -> Bandwidth:
    """Time the product of a matrix with a vector, the work that dominates writing one token at a time.

    The best of a few rounds counts: all disturbances make it slower. Takes about a second; `run` is called for each
    piece of it.
    """
    place, dtype = device.torch_device, device.dtype
    size = torch.empty(0, dtype=dtype).element_size()
    rows = max(1, matrix_bytes // (size * _COLUMNS))
    matrix = run(lambda: torch.ones(rows, _COLUMNS, dtype=dtype, device=place))
    vector = torch.ones(_COLUMNS, dtype=dtype, device=place)
    seconds = min(run(lambda: _seconds(matrix, vector)) for _ in range(1 + _ROUNDS))
    return Bandwidth(matrix.numel() * size / seconds, size, device.name, device.precision)


def _seconds(matrix: torch.Tensor, vector: torch.Tensor) -> float:
    """How long the product of a matrix (m, n) with a vector (n,) takes."""
    began = time.perf_counter()
    # Reading one number of the result waits until a GPU has finished.
    with torch.inference_mode():
        torch.nn.functional.linear(vector, matrix)[-1].item()
    return time.perf_counter() - began
