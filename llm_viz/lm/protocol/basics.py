"""What requests and results are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Layers = tuple[int, ...] | Literal["all"]
TokenKind = Literal["text", "part", "special"]
StopReason = Literal["end_of_text", "length", "context_full"]

Checkpoint = Callable[[], None]
"""Called between pieces of work and while waiting; raises to abandon the request (the visitor left)."""


def carry_on() -> None:
    """The checkpoint of a caller who never leaves."""
