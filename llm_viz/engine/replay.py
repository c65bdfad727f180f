"""A step that always consists of the same operations on the same addresses: recorded once, then replayed.

A step of a small model launches some 700 kernels from Python, and a GPU waits for Python. Recorded as a CUDA graph
(NVIDIA 2019, "Getting Started with CUDA Graphs"; `torch.cuda.CUDAGraph`), all of them start by one call.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

import torch
from torch.utils import _pytree
from torch.utils._python_dispatch import TorchDispatchMode

_Named = dict[str, Any]

_WARM_UPS = 3
"""Runs before a recording, in which libraries choose their kernels and ask for their workspaces."""
_WAITING = {torch.Tag.data_dependent_output, torch.Tag.dynamic_output_shape}
"""PyTorch's own marks of what waits for the device: a number for Python, a size that depends on numbers."""
_COPYING = (torch.ops.aten._to_copy.default, torch.ops.aten.copy_.default)
_INDEXING = (torch.ops.aten.index.Tensor, torch.ops.aten.index_put_.default, torch.ops.aten.index_put.default)
"""Waits only where the index is a mask."""


class NotReplayable(Exception):
    """Some operation needs a number on the host, so that its successors cannot be recorded."""


class Replay(Protocol):
    """A recorded step: reads the tensors it was recorded with, and writes to others; nothing is handed in or out."""

    def __call__(self) -> None: ...


Recorder = Callable[[Callable[[], None]], Replay]
"""Makes a replay of a step that may be run any number of times with the same result. Raises `NotReplayable`."""


def recorded_in_python(step: Callable[[], None]) -> Replay:
    """The twin of `cuda_recorder` where there are no graphs: the step itself, if it could be recorded."""
    with _staying_on_device():
        step()
    return step


def cuda_recorder() -> Recorder:
    """Records steps that never run at the same time, and are forgotten together, as CUDA graphs.

    They have their intermediate results in one pool of memory. What a step gives must lie outside it.
    """
    pool = torch.cuda.graph_pool_handle()

    def record(step: Callable[[], None]) -> Replay:
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            with _staying_on_device():
                step()
            for _ in range(_WARM_UPS):
                step()
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        before = torch.cuda.current_stream()
        try:
            # Other threads may load a model meanwhile, which is none of this recording's business.
            with torch.cuda.graph(graph, pool=pool, stream=stream, capture_error_mode="thread_local"):
                step()
        finally:
            torch.cuda.set_stream(before)  # a recording that fails may leave its own
        return graph.replay

    return record


class _StaysOnDevice(TorchDispatchMode):
    """Refuses what cannot be recorded, before a recording fails by it."""

    def __torch_dispatch__(
        self, func: torch._ops.OpOverload, types: object, args: tuple[Any, ...] = (), kwargs: _Named | None = None
    ) -> object:
        named = kwargs or {}
        if not _WAITING & set(func.tags):
            with self:  # what consists of other operations
                result = func.decompose(*args, **named)
            if result is not NotImplemented:
                return result
        elif func not in _INDEXING or any(map(_is_mask, _pytree.tree_leaves(args[1]))):
            raise NotReplayable(str(func))
        result = func(*args, **named)
        # A single number of the host goes with the operation, unless it is to be copied.
        tensors = [tensor for tensor in _tensors((args, named, result)) if tensor.dim() or func in _COPYING]
        places = {tensor.device.type for tensor in tensors}
        if len(places) > 1:
            raise NotReplayable(f"{func}: {' → '.join(sorted(places))}")
        return result


_staying_on_device: Callable[[], AbstractContextManager[object]] = _StaysOnDevice  # whose own type is not known


def _is_mask(index: object) -> bool:
    return isinstance(index, torch.Tensor) and index.dtype in {torch.bool, torch.uint8}


def _tensors(values: object) -> list[torch.Tensor]:
    return [value for value in _pytree.tree_leaves(values) if isinstance(value, torch.Tensor)]
