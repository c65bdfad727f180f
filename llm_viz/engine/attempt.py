"""Trying what some models can do and others cannot."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from huggingface_hub.errors import StrictDataclassError

from llm_viz.base.errors import OutOfMemory

NOT_UNDERSTOOD = (
    *(ValueError, KeyError, TypeError, AttributeError, ImportError, NotImplementedError),
    StrictDataclassError,
)
"""By what transformers refuses a model: an unknown kind, a setting that makes no sense, a missing library."""


_LONGEST = 200  # characters of an explanation


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


def forget_frames(problem: BaseException) -> None:
    """Let go of what the functions that ended with this error held, such as half a model; the error still says where.

    Otherwise that lives as long as anybody keeps the error.
    """
    seen: set[int] = set()
    current: BaseException | None = problem
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        traceback.clear_frames(current.__traceback__)
        current = current.__cause__ or current.__context__


def explanation(problem: Exception) -> str:
    """The first line of what another library says, with the kind of error where it says a bare name."""
    lines = str(problem).strip().splitlines() or [""]
    said = f"{type(problem).__name__}: {lines[0]}" if isinstance(problem, KeyError) else lines[0]
    return said[:_LONGEST]
