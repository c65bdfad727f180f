"""Trying what some models can do and others cannot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from llm_viz.base.errors import OutOfMemory


class Impossible(Exception):
    """The model cannot do what was tried."""


@contextmanager
def attempt() -> Iterator[None]:
    """Turns whatever code of another library raises about an unfitting model into `Impossible`; lets pass that there is
    no memory.
    """
    try:
        yield
    except (AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError) as problem:
        if is_out_of_memory(problem):
            raise
        raise Impossible from problem


def is_out_of_memory(problem: BaseException) -> bool:
    """Whether this is one of the many ways in which PyTorch says that there is no memory left."""
    if isinstance(problem, MemoryError | torch.OutOfMemoryError):
        return True
    # PyTorch's allocator on the CPU raises a plain RuntimeError that can be told by its words only.
    words = ("allocate memory", "not enough memory")
    return isinstance(problem, RuntimeError) and any(word in str(problem) for word in words)


@contextmanager
def memory_guard() -> Iterator[None]:
    """Raise `OutOfMemory` for the several errors that mean it."""
    try:
        yield
    except (MemoryError, RuntimeError) as problem:
        if is_out_of_memory(problem):
            raise OutOfMemory from problem
        raise
