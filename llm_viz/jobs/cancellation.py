"""How work is abandoned whose visitor has left."""

from __future__ import annotations

from collections.abc import Callable

CancelCheck = Callable[[], None]
"""Called between pieces of work and while waiting; raises to abandon the request (the visitor left)."""


def never_cancel() -> None:
    """The check_cancelled of a caller who never leaves."""
