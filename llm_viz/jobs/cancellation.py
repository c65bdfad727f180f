"""How a computation is abandoned when nobody waits for its result any more."""

from __future__ import annotations

from collections.abc import Callable

CancelCheck = Callable[[], None]
"""Called between pieces of work and while waiting; raises to abandon the request, because its visitor has left."""


def never_cancel() -> None:
    """The `CancelCheck` of a caller that always waits for the result."""
