"""Counting how often numbers go from a model's device to the host, which then waits for all that was to be computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import torch

_WAYS = ("tolist", "item", "cpu", "numpy", "nonzero", "__bool__", "__int__", "__float__", "__index__", "__array__")


@contextmanager
def ways_to_the_host() -> Iterator[Counter[str]]:
    """How often each way is taken during the block."""
    taken: Counter[str] = Counter()

    def counted(name: str) -> Any:
        plain = getattr(torch.Tensor, name)

        def take(*given: Any, **named: Any) -> Any:
            taken[name] += 1
            return plain(*given, **named)

        return take

    with mock.patch.multiple(torch.Tensor, **{name: counted(name) for name in _WAYS}):
        yield taken
