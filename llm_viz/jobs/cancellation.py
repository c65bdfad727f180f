"""How work is abandoned whose visitor has left."""

from __future__ import annotations

from collections.abc import Callable

Checkpoint = Callable[[], None]
"""Called between pieces of work and while waiting; raises to abandon the request (the visitor left)."""


def carry_on() -> None:
    """The checkpoint of a caller who never leaves."""
